// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/time_text.h"
#include "tests/importers/log_family.h"
#include "tests/importers/recording_sink.h"

#include <catch2/catch.hpp>

using namespace foreshock;
using namespace foreshock::test;

namespace {

struct Made {
    std::string text;
    std::vector<std::string> expected; ///< as RecordingSink prints them
};

std::string printed(const FamilyLine& line) {
    RecordingSink sink;
    LogDraft draft;
    draft.time = parseTime(line.time).value().instant;
    draft.level = logLevel(line.level).value_or(LogLevel::Unknown);
    draft.service = line.service;
    draft.host = line.host;
    draft.message = line.message;
    (void)sink.log(draft, {});
    return sink.lines.front().substr(4); // without its place, "0@0 "
}

Made make(const LogFamily& family, int lines, std::uint64_t seed, const std::string& lineEnd, int stepSeconds) {
    Made made;
    Dice dice(seed);
    std::int64_t epoch = family.start;
    for (int i = 0; i < lines; ++i) {
        epoch += dice.below(stepSeconds);
        const FamilyLine line = family.line(FamilyClock::at(epoch, dice.below(1000)), dice);
        for (const char c : line.text)
            made.text += c == '\n' ? lineEnd : std::string(1, c);
        made.text += lineEnd;
        made.expected.push_back(printed(line));
    }
    return made;
}

std::string bestFor(const std::string& bytes) {
    const Candidate best = recognise(specimenOf("x.log", bytes)).front();
    return best.recognition.score >= kRecognised ? best.importer->id() : "nobody";
}

} // namespace

TEST_CASE("log families: every line's time, level, service, host and message come out as written", "[importers]") {
    for (const LogFamily& family : logFamilies()) {
        const Made made = make(family, 2000, 7, "\n", 40);
        INFO(family.name);
        CHECK(bestFor(made.text) == family.format);
        ReadOptions options;
        if (family.year != 0)
            options.year = family.year;
        const Reading reading = readAs(family.format, made.text, options);
        CHECK(reading.rejected == 0);
        REQUIRE(reading.lines.size() == made.expected.size());
        for (std::size_t i = 0; i < made.expected.size(); ++i)
            if (reading.lines[i].substr(reading.lines[i].find(' ') + 1) != made.expected[i]) {
                CHECK(reading.lines[i] == made.expected[i]);
                break;
            }
    }
}

TEST_CASE("log families: CRLF changes nothing but the ends within a record", "[importers]") {
    for (const LogFamily& family : logFamilies()) {
        const Made made = make(family, 300, 8, "\r\n", 40);
        INFO(family.name);
        CHECK(bestFor(made.text) == family.format);
        ReadOptions options;
        if (family.year != 0)
            options.year = family.year;
        const Reading reading = readAs(family.format, made.text, options);
        CHECK(reading.rejected == 0);
        REQUIRE(reading.lines.size() == made.expected.size());
        for (std::size_t i = 0; i < made.expected.size(); ++i)
            if (made.expected[i].find("\\n") == std::string::npos)
                CHECK(reading.lines[i].substr(reading.lines[i].find(' ') + 1) == made.expected[i]);
    }
}

TEST_CASE("log families: a few lines, or one, are enough to know them", "[importers]") {
    for (const LogFamily& family : logFamilies())
        for (std::uint64_t seed = 1; seed <= 40; ++seed)
            for (const int lines : {1, 4}) {
                const Made made = make(family, lines, seed, "\n", 40);
                INFO(family.name << "\n" << made.text);
                CHECK(bestFor(made.text) == family.format);
            }
}

TEST_CASE("log families: a given year is the first line's, and New Year begins the next", "[importers]") {
    for (LogFamily family : logFamilies()) {
        if (family.year == 0)
            continue;
        family.start = 1'483'056'000; // 30 December 2016
        const Made made = make(family, 500, 9, "\n", 2000);
        ReadOptions options;
        options.year = 2016;
        const Reading reading = readAs(family.format, made.text, options);
        INFO(family.name);
        REQUIRE(reading.lines.size() == made.expected.size());
        for (std::size_t i = 0; i < made.expected.size(); ++i)
            CHECK(reading.lines[i].substr(reading.lines[i].find(' ') + 1) == made.expected[i]);
        CHECK(made.expected.back().find("2017-01-") != std::string::npos);
    }
}

TEST_CASE("log families: without a year the file's time decides, over New Year too", "[importers]") {
    // The file is of 26 November 2020: the last Nov 25 is that year's, Dec 31 was the year before.
    CHECK(readAs("proxifier", "[12.31 23:59:59] a.exe - x\n[01.01 00:00:01] a.exe - y\n").text ==
          "1@0 log 2019-12-31T23:59:59Z service=a.exe: x\n2@27 log 2020-01-01T00:00:01Z service=a.exe: y\n");
    CHECK(readAs("android-logcat", "12-31 23:59:59.999  1  2 I a: x\n01-01 00:00:00.001  1  2 I a: y\n").text ==
          "1@0 log 2019-12-31T23:59:59.999Z level=info service=a: x\n"
          "2@32 log 2020-01-01T00:00:00.001Z level=info service=a: y\n");
}

TEST_CASE("log families: odd lines", "[importers]") {
    const auto one = [](const char* format, const std::string& line) { return readAs(format, line).text; };
    // Only a label and a time; nothing after the node.
    CHECK(one("bluegene", "- 1117838570 2005.06.03 R02 2005-06-03-15.42.50.675872 R02 RAS KERNEL") ==
          "1@0 log 2005-06-03T22:42:50.675872Z service=KERNEL host=R02: \n");
    CHECK(one("bluegene", "APPREAD 1117869872 2005.06.04") ==
          "1@0 rejected, it does not begin with an alert label, seconds since 1970, a date, a node and a precise local "
          "time | APPREAD 1117869872 2005.06.04\n");
    CHECK(one("thunderbird", "- 1131566461 2005.11.09 dn228 Nov 9 12:01:01 dn228/dn228 -- MARK --") ==
          "1@0 log 2005-11-09T20:01:01Z host=dn228: -- MARK --\n");
    CHECK(one("thunderbird", "- 1131566461 2005.11.09 dn228 Nov 9 12:01:01 dn228/dn228") ==
          "1@0 log 2005-11-09T20:01:01Z host=dn228: \n");
    CHECK(one("windows-cbs", "2016-09-28 04:30:30, Info") == "1@0 log 2016-09-28T04:30:30Z level=info: \n");
    CHECK(one("windows-cbs", "2016-09-28 04:30:30, Info                  CBS    ") ==
          "1@0 log 2016-09-28T04:30:30Z level=info service=CBS: \n");
    CHECK(one("apache-error", "[Sun Dec 04 04:47:44 2005]") == "1@0 log 2005-12-04T04:47:44Z: \n");
    CHECK(one("hdfs", "081109 203615 148 INFO no class here") ==
          "1@0 log 2008-11-09T20:36:15Z level=info: no class here\n");
    CHECK(one("proxifier", "[10.30 16:49:06] Log file enabled.") ==
          "1@0 log 2020-10-30T16:49:06Z: Log file enabled.\n");
    CHECK(one("android-logcat", "--------- beginning of main\n03-17 16:13:38.811  1702  2395 D a: x") ==
          "1@0 rejected, a divider between records | --------- beginning of main\n"
          "2@28 log 2020-03-17T16:13:38.811Z level=debug service=a: x\n");
    CHECK(one("rfc3164", "Jul  1 09:00:55 host kernel:  BIOS-e820: 0000 - 0001 (usable)") ==
          "1@0 log 2020-07-01T09:00:55Z service=kernel host=host: BIOS-e820: 0000 - 0001 (usable)\n");
    CHECK(one("rfc3164", "Jul  1 09:00:55 kernel: no host") ==
          "1@0 log 2020-07-01T09:00:55Z service=kernel: no host\n");
    CHECK(one("rfc3164", "Feb 30 09:00:55 host a: x").find("rejected, no time: Feb 30") != std::string::npos);
}
