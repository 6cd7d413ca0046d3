// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/time_text.h"

#include <catch2/catch.hpp>

using namespace foreshock;

TEST_CASE("time text: RFC 3339 and its everyday kin are read to the nanosecond", "[base]") {
    struct Row {
        const char* text;
        const char* utc;
        bool hasOffset;
    };
    const Row row = GENERATE(values<Row>({
        {"2020-11-25T13:15:00Z", "2020-11-25T13:15:00Z", true},
        {"2020-11-25T05:15:00-08:00", "2020-11-25T13:15:00Z", true},
        {"2020-11-25 05:15:00,120 -0800", "2020-11-25T13:15:00.120Z", true},
        {"2020/11/25 13:15:00", "2020-11-25T13:15:00Z", false},
        {"2020-11-25T13:15:00.123456789123Z", "2020-11-25T13:15:00.123456789Z", true},
        {"2020-11-25T13:15Z", "2020-11-25T13:15:00Z", true},
        {"1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.500Z", true},
        {"2024-02-29T00:00:00+05:30", "2024-02-28T18:30:00Z", true},
    }));
    INFO(row.text);
    const auto time = parseTime(row.text);
    REQUIRE(time);
    CHECK(rfc3339(time->instant) == row.utc);
    CHECK(time->hasOffset == row.hasOffset);
}

TEST_CASE("time text: what is no time is refused", "[base]") {
    const char* text = GENERATE("", "2020", "2020-13-01T00:00:00Z", "2021-02-29T00:00:00Z", "2020-11-25T24:00:00Z",
                                "2020-11-25T13:60:00Z", "0001-01-01T00:00:00Z", "9999-01-01T00:00:00Z",
                                "2020-11-25T13:15:00Zx", "2020-11-25x13:15:00Z", "2020-1-25T13:15:00Z");
    INFO(text);
    CHECK_FALSE(parseTime(text));
}

TEST_CASE("time text: an instant shows in its zone, with the offset of that day", "[base]") {
    const auto zone = Zone::find("America/Los_Angeles");
    REQUIRE(zone);
    const Instant winter = parseTime("2020-11-25T13:15:00Z")->instant;
    const Instant summer = parseTime("2020-07-25T13:15:00Z")->instant;
    CHECK(rfc3339(winter, *zone) == "2020-11-25T05:15:00-08:00");
    CHECK(clockTextWithZone(winter, *zone) == "05:15 PST");
    CHECK(clockTextWithZone(summer, *zone) == "06:15 PDT");
    CHECK(dayText(winter, *zone) == "25 Nov 2020");
}

TEST_CASE("zone: gaps and folds of daylight saving are told", "[base]") {
    const auto zone = Zone::find("America/Los_Angeles");
    REQUIRE(zone);
    const auto fit = [&](const char* wall) { return zone->toInstant(parseTime(wall)->instant); };
    CHECK(fit("2020-03-08 02:30:00").fit == Zone::Fit::Gap);
    CHECK(rfc3339(fit("2020-03-08 02:30:00").instant) == "2020-03-08T10:00:00Z");
    CHECK(fit("2020-11-01 01:30:00").fit == Zone::Fit::Fold);
    CHECK(rfc3339(fit("2020-11-01 01:30:00").instant) == "2020-11-01T08:30:00Z");
    CHECK(fit("2020-11-25 05:15:00").fit == Zone::Fit::Unique);
}

TEST_CASE("zone: a fixed offset is a zone, an unknown name is refused with help", "[base]") {
    const auto fixed = Zone::find("+02:00");
    REQUIRE(fixed);
    CHECK(fixed->offsetAt({}) == Duration::hours(2));
    CHECK(fixed->abbreviationAt({}) == "UTC+02:00");
    const auto unknown = Zone::find("Mars/Olympus");
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().help.find("IANA") != std::string::npos);
}

TEST_CASE("durations: words and numbers go both ways", "[base]") {
    CHECK(durationText(Duration::minutes(151)) == "2 h 31 min");
    CHECK(durationText(Duration::seconds(44)) == "44 s");
    CHECK(durationText(Duration::minutes(60)) == "1 h");
    CHECK(durationText(Duration::milliseconds(350)) == "350 ms");
    CHECK(durationText(Duration::hours(76)) == "3 d 4 h");
    CHECK(parseDuration("1h30m") == Duration::minutes(90));
    CHECK(parseDuration("-2m") == Duration::minutes(-2));
    CHECK(parseDuration("250ms") == Duration::milliseconds(250));
    for (const char* wrong : {"", "5", "m", "5x", "1h-3m", "99999999999d"})
        CHECK_FALSE(parseDuration(wrong));
}
