// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/byte_search.h"
#include "model/base/text.h"

#include <catch2/catch.hpp>

#include <random>

using namespace foreshock;

TEST_CASE("byte search: finds what a plain search finds, letters exact or alike", "[base]") {
    std::mt19937 random(1);
    for (int n = 0; n < 20'000; ++n) {
        const std::string letters("aAbB@`[{\0\xC3\xE3z", 12);
        std::string text, needle;
        for (auto i = random() % 80; i-- > 0;)
            text += letters[random() % letters.size()];
        for (auto i = random() % 5; i-- > 0;)
            needle += letters[random() % letters.size()];
        const std::size_t from = random() % 20;
        const ByteSearch exact(needle, LetterCase::Exact), alike(needle, LetterCase::Alike);
        const std::string low = lowered(text), lowNeedle = lowered(needle);
        REQUIRE(exact.find(text, from) == text.find(needle, from));
        REQUIRE(alike.find(text, from) == low.find(lowNeedle, from));
    }
}
