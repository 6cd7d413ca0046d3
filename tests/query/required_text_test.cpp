// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/query/log_matcher.h"
#include "model/query/required_text.h"

#include <catch2/catch.hpp>

#include <random>

using namespace foreshock;

namespace {

std::string joined(const char* expression) {
    std::string out;
    for (const std::string& text : requiredTexts(expression))
        out += (out.empty() ? "" : " | ") + text;
    return out;
}

} // namespace

TEST_CASE("required texts: what stands in every match of an expression", "[query]") {
    CHECK(joined("errno=\\d+") == "errno=");
    CHECK(joined("upstream .* timed out after \\d+ms") == "upstream  |  timed out after  | ms");
    CHECK(joined("a\\.b\\[0\\]") == "a.b[0]");
    CHECK(joined("colou?r") == "colo | r");
    CHECK(joined("go+gle") == "go | gle");
    CHECK(joined("x{2,3}y") == "y");
    CHECK(joined("a{b") == "a | b");
    CHECK(joined("grö?e") == "gr | e");
    CHECK(joined("(foo|bar)baz") == "baz");
    CHECK(joined("[]abc]end") == "end");
    CHECK(joined("[[:alpha:]]]end") == "]end");
    CHECK(joined("(?:a(b)c)d(?=e)f") == "d | f");
}

TEST_CASE("required texts: nothing where letters may mean something else", "[query]") {
    for (const char* expression : {"a|b", "(?i)abc", "abc\\Qd.e\\E", "\\x41bc", "(*UTF)abc", "((?x) a # b ) \n c)d",
                                   "a\\", "(abc", "abc)", "[abc", "(?#x)abc", "\\101bc", "\\Nabc"})
        CHECK(joined(expression).empty());
}

TEST_CASE("required texts: whatever an expression matches holds them", "[query]") {
    std::mt19937 random(3);
    const std::string letters = "ab.*+?()[]|\\d{1,}^$:";
    int matches = 0;
    for (int n = 0; n < 200'000; ++n) {
        std::string expression, text;
        for (auto i = 1 + random() % 8; i-- > 0;)
            expression += letters[random() % letters.size()];
        for (auto i = random() % 8; i-- > 0;)
            text += "ab1.:"[random() % 5];
        LogQuery query;
        query.root.kind = LogQuery::Kind::Regex;
        query.root.text = expression;
        const auto required = requiredTexts(expression);
        if (required.empty())
            continue;
        const auto matcher = LogMatcher::create(query);
        if (!matcher || !matcher->matches({LogLevel::Info, "", "", "", text, text}))
            continue;
        ++matches;
        for (const std::string& part : required)
            if (text.find(part) == std::string::npos)
                FAIL("/" << expression << "/ matches " << text << " without " << part);
    }
    CHECK(matches > 1000);
}
