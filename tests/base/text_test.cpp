// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/text.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace foreshock;

TEST_CASE("text: numbers read as people write them", "[base]") {
    CHECK(numberText(32768) == "32,768");
    CHECK(numberText(-1234567) == "-1,234,567");
    CHECK(numberText(0.5) == "0.5");
    CHECK(numberText(12.3456) == "12.35");
    CHECK(numberText(0) == "0");
    CHECK(numberText(999) == "999");
    CHECK(numberText(1e-6) == "1e-06");
    CHECK(numberText(std::nan("")) == "no data");
}

TEST_CASE("text: bytes that are no text are shown escaped, the rest stays", "[base]") {
    CHECK(shown("caf\xC3\xA9 ok") == "caf\xC3\xA9 ok");
    CHECK(shown(std::string_view("a\0b", 3)) == "a\\x00b");
    CHECK(shown("\xC3") == "\\xC3");
    CHECK(shown("\xED\xA0\x80") == "\\xED\\xA0\\x80"); // a surrogate
    CHECK(shown("\xC0\xAF") == "\\xC0\\xAF");          // overlong
    CHECK(shown("\x1B[31m") == "\\x1B[31m");
}

TEST_CASE("text: cutting never splits a character", "[base]") {
    CHECK(clipped("caf\xC3\xA9", 4) == "caf");
    CHECK(clipped("caf\xC3\xA9", 5) == "caf\xC3\xA9");
}

TEST_CASE("text: globs match whole names, letters alike", "[base]") {
    CHECK(globMatches("kfe_*", "KFE_threads_p50"));
    CHECK(globMatches("*threads*", "kfe_threads_p50"));
    CHECK(globMatches("?fe", "kfe"));
    CHECK_FALSE(globMatches("kfe", "kfe_threads"));
    CHECK(globMatches("*", ""));
    CHECK(globMatches("a*b*c", "a-b-b-c"));
}

TEST_CASE("text: on a screen nothing turns, hides or moves its neighbours", "[base]") {
    CHECK(screenText("user \u202Egnp.exe\u202C") == "user \\u202Egnp.exe\\u202C");
    CHECK(screenText("a\u2066b\u2069\u200Fc\u061Cd\u200Ee") == "a\\u2066b\\u2069\\u200Fc\\u061Cd\\u200Ee");
    CHECK(screenText("x\u200By\uFEFFz\u2060") == "x\\u200By\\uFEFFz\\u2060");
    CHECK(screenText("one\u2028two\u2029") == "one\\u2028two\\u2029");
    CHECK(screenText("\x1B[31mred \xC2\x9B"
                     "31m") == "\\x1B[31mred \\u009B31m");
    CHECK(screenText("broken \xE2\x80 end") == "broken \\xE2\\x80 end");
    // What is written with such letters is left alone: Hebrew, Arabic with a joiner, a family held together.
    for (const char* text : {"שגיאה 5432", "نمی\u200Cخواهم", "\U0001F469\u200D\U0001F467", "caf\u00E9\tx\ny"})
        CHECK(screenText(text) == text);
}
