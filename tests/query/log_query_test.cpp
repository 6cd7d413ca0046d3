// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/query/log_matcher.h"

#include <catch2/catch.hpp>

using namespace foreshock;

namespace {

bool finds(const std::string& query, const LogFields& record) {
    const auto parsed = parseLogQuery(query);
    INFO(query);
    REQUIRE(parsed);
    const auto matcher = LogMatcher::create(*parsed);
    REQUIRE(matcher);
    return matcher->matches(record);
}

const LogFields kRecord{LogLevel::Warning,
                        "cognito",
                        "cog-web-12",
                        "case/logs.jsonl",
                        "usage buffer 85 % full, flush blocked",
                        "2020-11-25T13:33:15Z cog-web-12 WARN usage buffer 85 % full, flush blocked"};

} // namespace

TEST_CASE("log query: terms, fields and logic find what a reader means", "[query]") {
    struct Row {
        const char* query;
        bool isFound;
    };
    const Row row = GENERATE(values<Row>({
        {"", true},
        {"BUFFER", true},
        {"\"BUFFER\"", false},
        {"\"buffer 85 %\"", true},
        {"buffer blocked", true},
        {"buffer -blocked", false},
        {"not canary", true},
        {"/buffer \\d+ %/", true},
        {"/^flush/", false},
        {"level>=warning", true},
        {"level>warning", false},
        {"level:warn", true},
        {"level<=info", false},
        {"service:cognito", true},
        {"service:cog*", true},
        {"service:lambda or host:cog-web-12", true},
        {"(service:lambda or service:ecs) buffer", false},
        {"-(service:lambda or service:ecs) buffer", true},
        {"source:logs.jsonl", true},
        {"buffer and blocked", true},
        {"orphan", false},
    }));
    INFO(row.query);
    CHECK(finds(row.query, kRecord) == row.isFound);
}

TEST_CASE("log query: what cannot be read is refused with its place and an example", "[query]") {
    const char* text = GENERATE("\"open", "/open", "(a", "a)", "level:loud", "service:", "service>=x", "template:x",
                                "a or", "a or ", "or a", "(a or ) b");
    INFO(text);
    const auto query = parseLogQuery(text);
    REQUIRE_FALSE(query);
    CHECK_FALSE(query.error().help.empty());
}

TEST_CASE("log query: deep nesting is refused, not a crash", "[query]") {
    CHECK_FALSE(parseLogQuery(std::string(100'000, '(')));
    CHECK_FALSE(parseLogQuery(std::string(100'000, '-') + "x"));
    std::string nots;
    for (int i = 0; i < 10'000; ++i)
        nots += "not ";
    for (const std::string& text : {std::string(10'000, '(') + "a" + std::string(10'000, ')'), nots + "a"}) {
        const auto query = parseLogQuery(text);
        REQUIRE_FALSE(query);
        CHECK(query.error().message.find("nested more than 100 deep") != std::string::npos);
        CHECK(query.error().text().size() < 300);
    }
    CHECK(parseLogQuery(std::string(90, '(') + "a" + std::string(90, ')')));
}

TEST_CASE("log query: 10,000 terms and a text of a megabyte are read and asked", "[query]") {
    const std::string raw = "the end of word9999 was near";
    const LogFields record{LogLevel::Info, "s", "h", "p", raw, raw};
    std::string either, all;
    for (int i = 0; i < 10'000; ++i) {
        either += (i ? " or word" : "word") + std::to_string(i) + "x";
        all += "end ";
    }
    for (const auto& [text, isMatch] :
         {std::pair{either, false}, std::pair{either + " or near", true}, std::pair{all, true},
          std::pair{all + "absent", false}, std::pair{std::string(1 << 20, 'a'), false},
          std::pair{"\"" + std::string(1 << 20, 'a') + "\"", false},
          std::pair{"service:" + std::string(1 << 20, '*') + "t", false}}) {
        const auto query = parseLogQuery(text);
        REQUIRE(query);
        const auto matcher = LogMatcher::create(*query);
        REQUIRE(matcher);
        CHECK(matcher->matches(record) == isMatch);
    }
    // Expressions have a limit of their own, told in a short sentence.
    const auto query = parseLogQuery("/" + std::string(1 << 20, 'a') + "/");
    REQUIRE(query);
    const auto refused = LogMatcher::create(*query);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.find("is too large") != std::string::npos);
    CHECK(refused.error().text().size() < 400);
}

TEST_CASE("log query: a broken expression is told with its place, a costly one ends as no match", "[query]") {
    const auto broken = parseLogQuery("/(unclosed/");
    REQUIRE(broken);
    const auto refused = LogMatcher::create(*broken);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.find("character") != std::string::npos);

    const auto costly = parseLogQuery("/(a+)+$/");
    REQUIRE(costly);
    const auto matcher = LogMatcher::create(*costly);
    REQUIRE(matcher);
    const std::string text = std::string(40, 'a') + "b";
    CHECK_FALSE(matcher->matches({LogLevel::Info, "s", "h", "p", text, text}));
    CHECK(matcher->hitLimit());
    CHECK_FALSE(matcher->isTooCostly());
    // Two hundred such texts are enough: what would be asked for hours is given up.
    for (int i = 0; i < 200; ++i)
        CHECK_FALSE(matcher->matches({LogLevel::Info, "s", "h", "p", text, text}));
    CHECK(matcher->isTooCostly());
    CHECK_FALSE(matcher->matches({LogLevel::Info, "s", "h", "p", "aaa", "aaa"}));
}

TEST_CASE("log query: since and until are kept for whoever knows the day", "[query]") {
    const auto query = parseLogQuery("since:05:00 until:06:20 error");
    REQUIRE(query);
    CHECK(query->since == "05:00");
    CHECK(query->until == "06:20");
    CHECK(query->root.kind == LogQuery::Kind::Word);
}
