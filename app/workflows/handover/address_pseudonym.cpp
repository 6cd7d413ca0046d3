// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/handover/address_pseudonym.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace foreshock {
namespace {

using Bytes = std::vector<unsigned char>; ///< 4 or 16

struct Address {
    Bytes bytes;
    std::size_t network = 0; ///< bits of its prefix; all without one
    bool hasPrefix = false;
};

std::optional<Address> parse(std::string_view text) {
    Address out;
    const std::size_t slash = text.find('/');
    const std::string host(text.substr(0, slash));
    std::array<unsigned char, 16> raw{};
    if (::inet_pton(AF_INET, host.c_str(), raw.data()) == 1)
        out.bytes.assign(raw.begin(), raw.begin() + 4);
    else if (::inet_pton(AF_INET6, host.c_str(), raw.data()) == 1)
        out.bytes.assign(raw.begin(), raw.end());
    else
        return std::nullopt;
    out.network = out.bytes.size() * 8;
    if (slash != std::string_view::npos) {
        std::size_t bits = 0;
        const std::string_view digits = text.substr(slash + 1);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
        if (error != std::errc() || end != digits.data() + digits.size() || bits > out.network)
            return std::nullopt;
        out.network = bits;
        out.hasPrefix = true;
    }
    return out;
}

std::string textOf(const Bytes& bytes) {
    char text[INET6_ADDRSTRLEN] = "";
    ::inet_ntop(bytes.size() == 4 ? AF_INET : AF_INET6, bytes.data(), text, sizeof text);
    return text;
}

/// What the first `bits` bits hash to.
std::uint64_t hashOfPrefix(SipKey key, const Bytes& bytes, std::size_t bits) {
    std::string prefix(1, static_cast<char>(bytes.size()));
    prefix += static_cast<char>(bits);
    for (std::size_t i = 0; i * 8 < bits; ++i) {
        const std::size_t kept = std::min<std::size_t>(8, bits - i * 8);
        prefix += static_cast<char>(bytes[i] & (0xFF << (8 - kept)));
    }
    return sipHash(key, prefix);
}

Bytes turned(SipKey key, const Bytes& bytes, std::size_t from) {
    Bytes out = bytes;
    for (std::size_t bit = from; bit < bytes.size() * 8; ++bit)
        if (hashOfPrefix(key, bytes, bit) & 1)
            out[bit / 8] = static_cast<unsigned char>(out[bit / 8] ^ (0x80 >> bit % 8));
    return out;
}

/// A byte's place in a shuffle of those bytes that `isAlike` it, by what comes before it.
template<class IsAlike>
unsigned char shuffled(SipKey key, const Bytes& before, unsigned char byte, IsAlike isAlike) {
    std::vector<std::pair<std::uint64_t, unsigned char>> order;
    std::vector<unsigned char> alike;
    for (int b = 0; b < 256; ++b)
        if (isAlike(static_cast<unsigned char>(b))) {
            std::string text(before.begin(), before.end());
            text += "shuffle";
            text += static_cast<char>(b);
            order.emplace_back(sipHash(key, text), static_cast<unsigned char>(b));
            alike.push_back(static_cast<unsigned char>(b));
        }
    std::sort(order.begin(), order.end());
    const auto at = std::find(alike.begin(), alike.end(), byte) - alike.begin();
    return order[static_cast<std::size_t>(at)].second;
}

bool isOrdinaryFirst(unsigned char b) {
    return b >= 1 && b <= 223 && b != 10 && b != 100 && b != 127 && b != 169 && b != 172 && b != 192;
}

bool isPrivateSecond(unsigned char first, unsigned char second) {
    return (first == 100 && second >= 64 && second <= 127) || (first == 169 && second == 254) ||
           (first == 172 && second >= 16 && second <= 31) || (first == 192 && second == 168);
}

bool isPlacelessBytes(const Bytes& b) {
    if (b.size() == 4)
        return b[0] == 127 || b[0] >= 224 || (b[0] == 0 && b[1] == 0 && b[2] == 0 && b[3] == 0);
    const bool isZero = std::all_of(b.begin(), b.end() - 1, [](unsigned char c) { return c == 0; });
    return b[0] == 0xFF || (isZero && b[15] <= 1);
}

Bytes mapped4(SipKey key, const Bytes& bytes) {
    const unsigned char first = bytes[0];
    if (first == 10 || first == 0)
        return turned(key, bytes, 8);
    if (isOrdinaryFirst(first)) {
        Bytes out = turned(key, bytes, 8);
        out[0] = shuffled(key, {}, first, isOrdinaryFirst);
        return out;
    }
    Bytes out = turned(key, bytes, 16);
    if (!isPrivateSecond(first, bytes[1]))
        out[1] = shuffled(key, {first}, bytes[1], [&](unsigned char b) { return !isPrivateSecond(first, b); });
    return out;
}

Bytes mapped6(SipKey key, const Bytes& bytes) {
    const bool isMapped4 = std::all_of(bytes.begin(), bytes.begin() + 10, [](unsigned char c) { return c == 0; }) &&
                           bytes[10] == 0xFF && bytes[11] == 0xFF; // ::ffff:10.4.7.19
    if (isMapped4) {
        const Bytes four(bytes.begin() + 12, bytes.end());
        Bytes out = bytes;
        const Bytes other = isPlacelessBytes(four) ? four : mapped4(key, four);
        std::copy(other.begin(), other.end(), out.begin() + 12);
        return out;
    }
    if (bytes[0] >> 5 == 1) // 2000::/3, all that is public
        return turned(key, bytes, 3);
    if ((bytes[0] & 0xFE) == 0xFC) // fc00::/7, private
        return turned(key, bytes, 8);
    return turned(key, bytes, bytes[0] == 0xFE ? 64 : 16); // fe80::/64, link-local
}

} // namespace

bool isAddress(std::string_view text) {
    return parse(text).has_value();
}

bool isPlaceless(std::string_view address) {
    const auto parsed = parse(address);
    return parsed && isPlacelessBytes(parsed->bytes);
}

std::optional<std::string> addressPseudonym(SipKey key, std::string_view address) {
    const auto parsed = parse(address);
    if (!parsed)
        return std::nullopt;
    if (isPlacelessBytes(parsed->bytes))
        return std::string(address);
    const auto isSet = [](const Bytes& bytes, std::size_t bit) { return (bytes[bit / 8] >> (7 - bit % 8) & 1) != 0; };
    Bytes out = parsed->bytes.size() == 4 ? mapped4(key, parsed->bytes) : mapped6(key, parsed->bytes);
    bool isNetwork = parsed->hasPrefix;
    for (std::size_t bit = parsed->network; bit < parsed->bytes.size() * 8; ++bit)
        isNetwork = isNetwork && !isSet(parsed->bytes, bit);
    for (std::size_t bit = parsed->network; isNetwork && bit < out.size() * 8; ++bit)
        out[bit / 8] = static_cast<unsigned char>(out[bit / 8] & ~(0x80 >> bit % 8));
    return textOf(out) + (parsed->hasPrefix ? std::string(address.substr(address.find('/'))) : std::string());
}

} // namespace foreshock
