// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/sip_hash.h"

#include <catch2/catch.hpp>

#include <string>

using namespace foreshock;

TEST_CASE("sip hash: the example of the paper, and the reference's first values", "[base]") {
    const SipKey key{0x0706050403020100, 0x0f0e0d0c0b0a0908};
    std::string message;
    CHECK(sipHash(key, message) == 0x726fdb47dd0e0e31);
    for (char c = 0; c < 15; ++c)
        message += c;
    CHECK(sipHash(key, message) == 0xa129ca6149be45e5); // appendix A
    CHECK(sipHash(key, message.substr(0, 8)) == 0x93f5f5799a932462);
    CHECK(sipHash({1, 2}, message) != sipHash(key, message));
}
