// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/handover/address_pseudonym.h"

#include <arpa/inet.h>
#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <map>
#include <random>
#include <set>

using namespace foreshock;

namespace {

std::uint32_t number(const std::string& address) {
    in_addr raw{};
    REQUIRE(inet_pton(AF_INET, address.c_str(), &raw) == 1);
    return ntohl(raw.s_addr);
}

int sharedBits(std::uint32_t a, std::uint32_t b) {
    return a == b ? 32 : __builtin_clz(a ^ b);
}

std::string dotted(std::uint32_t n) {
    return fmt::format("{}.{}.{}.{}", n >> 24, n >> 16 & 255, n >> 8 & 255, n & 255);
}

std::array<unsigned char, 16> six(const std::string& address) {
    std::array<unsigned char, 16> raw{};
    REQUIRE(inet_pton(AF_INET6, address.c_str(), raw.data()) == 1);
    return raw;
}

int sharedBits(const std::array<unsigned char, 16>& a, const std::array<unsigned char, 16>& b) {
    for (std::size_t i = 0; i < 16; ++i)
        if (a[i] != b[i])
            return static_cast<int>(i) * 8 + __builtin_clz(static_cast<unsigned>(a[i] ^ b[i])) - 24;
    return 128;
}

} // namespace

TEST_CASE("address pseudonym: two addresses share as many bits afterwards as before", "[workflows]") {
    std::mt19937 random(7);
    const SipKey key{1, 2};
    for (int i = 0; i < 2000; ++i) {
        // The second byte of 172 and its like is shuffled as a whole.
        const std::uint32_t first = (i % 2 ? 10U : 52U) << 24 | (random() & 0xFFFFFF);
        const std::uint32_t second = first ^ (1U << random() % 24);
        const std::uint32_t a = number(*addressPseudonym(key, dotted(first)));
        const std::uint32_t b = number(*addressPseudonym(key, dotted(second)));
        INFO(dotted(first) << " " << dotted(second) << " → " << dotted(a) << " " << dotted(b));
        CHECK(sharedBits(a, b) == sharedBits(first, second));
        CHECK((a >> 24 == 10) == (i % 2 == 1));
    }
    for (const char* prefix : {"2001:db8:1:2:", "fd12:3456:789a:1:", "fe80:0:0:0:"})
        for (int i = 0; i < 200; ++i) {
            const std::string first = fmt::format("{}{:x}:{:x}:{:x}:{:x}", prefix, random() & 0xFFFF, random() & 0xFFFF,
                                                  random() & 0xFFFF, random() & 0xFFFF);
            const std::string second = fmt::format("{}{:x}:{:x}:{:x}:{:x}", prefix, random() & 0xFFFF,
                                                   random() & 0xFFFF, random() & 0xFFFF, random() & 0xFFFF);
            CHECK(sharedBits(six(*addressPseudonym(key, first)), six(*addressPseudonym(key, second))) ==
                  sharedBits(six(first), six(second)));
        }
}

TEST_CASE("address pseudonym: different addresses stay different, private ones private, public ones public",
          "[workflows]") {
    const SipKey key{3, 4};
    const auto isPrivate = [](std::uint32_t n) {
        return n >> 24 == 10 || n >> 20 == (172U << 4 | 1) || n >> 16 == (192U << 8 | 168) ||
               n >> 16 == (169U << 8 | 254) || n >> 22 == (100U << 2 | 1);
    };
    std::set<std::uint32_t> seen;
    std::size_t asked = 0;
    for (std::uint32_t high = 0; high < 65536; ++high) {
        const std::uint32_t first = high << 16 | 0x0107;
        if (first >> 24 == 0 || first >> 24 == 127 || first >> 24 >= 224)
            continue;
        const std::uint32_t mapped = number(*addressPseudonym(key, dotted(first)));
        ++asked;
        seen.insert(mapped);
        if (isPrivate(mapped) != isPrivate(first))
            FAIL(dotted(first) << " → " << dotted(mapped));
    }
    CHECK(seen.size() == asked);
}

TEST_CASE("address pseudonym: what tells of no place stays, networks stay networks", "[workflows]") {
    const SipKey key{5, 6};
    for (const char* address :
         {"127.0.0.1", "0.0.0.0", "0.0.0.0/0", "255.255.255.255", "224.0.0.251", "::1", "::", "ff02::1"})
        CHECK(addressPseudonym(key, address) == address);
    const std::string network = *addressPseudonym(key, "10.4.7.0/24"), host = *addressPseudonym(key, "10.4.7.19");
    CHECK(network.ends_with(".0/24"));
    CHECK(network.substr(0, network.rfind('.')) == host.substr(0, host.rfind('.')));
    CHECK(addressPseudonym(key, "10.4.7.19/24")->ends_with("/24"));
    CHECK(addressPseudonym(key, "::ffff:10.4.7.19") == "::ffff:" + host);
    for (const char* text : {"", "10.4.7", "10.4.7.256", "10.4.7.0/33", "12:30:45", "fe80::1::2", "10.4.7.19/", "web"})
        CHECK_FALSE(addressPseudonym(key, text));
    CHECK(addressPseudonym({5, 7}, "10.4.7.19") != host);
}
