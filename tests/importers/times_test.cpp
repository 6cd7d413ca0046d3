// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Clocks that were changed, zones within the record, epochs, years that are not written, arrivals.
#include "importers/record_clock.h"
#include "model/base/time_text.h"
#include "tests/importers/recording_sink.h"
#include "tests/importers/samples.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace foreshock;
using namespace foreshock::test;

namespace {

/// Keeps when changes could be seen, and counts doubtful times.
class KeepingSink final : public RecordingSink {
public:
    Result<void> change(const Change& c, RecordPlace place) override {
        changes.push_back(c);
        return RecordingSink::change(c, place);
    }
    Result<void> log(const LogDraft& draft, RecordPlace place) override {
        times.push_back(rfc3339(draft.time));
        return RecordingSink::log(draft, place);
    }
    Result<void> doubtfulTime(RecordPlace, std::string_view text) override {
        ++doubts;
        if (!text.empty())
            texts.emplace_back(text);
        return {};
    }
    std::vector<Change> changes;
    std::vector<std::string> times, texts;
    int doubts = 0;
};

KeepingSink readIn(const std::string& format, const std::string& text, const std::string& zone,
                   std::optional<int> year = {}) {
    KeepingSink sink;
    ReadSettings settings;
    settings.zone = *Zone::find(zone);
    settings.isZoneGiven = true;
    settings.year = year;
    settings.fileTime = parseTime("2020-11-26T00:00:00Z")->instant;
    const auto reader = importerById(format)->create(settings, sink);
    REQUIRE(reader->take(text));
    REQUIRE(reader->finish());
    return sink;
}

std::string lines(const std::vector<std::string>& clocks) {
    std::string out;
    for (const std::string& clock : clocks)
        out += "2020-11-01 " + clock + " INFO x\n";
    return out;
}

} // namespace

TEST_CASE("times: a log that steps back at a fold has come to the second pass, and says so", "[importers]") {
    const KeepingSink read = readIn("iso-time-first",
                                    lines({"00:59:59", "01:00:00", "01:30:00", "01:59:59", "01:00:00", "01:50:00",
                                           "01:49:59", "02:00:00", "01:59:59"}),
                                    "America/New_York");
    CHECK(read.times == std::vector<std::string>{"2020-11-01T04:59:59Z", "2020-11-01T05:00:00Z", "2020-11-01T05:30:00Z",
                                                 "2020-11-01T05:59:59Z", "2020-11-01T06:00:00Z", "2020-11-01T06:50:00Z",
                                                 "2020-11-01T06:49:59Z", "2020-11-01T07:00:00Z",
                                                 "2020-11-01T06:59:59Z"});
    CHECK(read.doubts == 7);
    REQUIRE(read.texts.size() == 7);
    CHECK(read.texts[0] == "2020-11-01 01:00 happens twice in America/New_York; taken as the first, -04:00");
    CHECK(read.texts[3] ==
          "2020-11-01 01:00 happens twice in America/New_York; taken as the second, -05:00, because the "
          "record before it is later than the first");
}

TEST_CASE("times: at a fold small disorder is no second pass, a host's log begun anew is the first again",
          "[importers]") {
    const KeepingSink read = readIn(
        "iso-time-first", lines({"01:10:00", "01:08:00", "01:40:00", "00:10:00", "01:10:00", "12:00:00", "01:20:00"}),
        "America/New_York");
    CHECK(read.times == std::vector<std::string>{"2020-11-01T05:10:00Z", "2020-11-01T05:08:00Z", "2020-11-01T05:40:00Z",
                                                 "2020-11-01T04:10:00Z", "2020-11-01T05:10:00Z", "2020-11-01T17:00:00Z",
                                                 "2020-11-01T05:20:00Z"});
}

TEST_CASE("times: a log through a whole fold, of any density, keeps its order", "[importers][property]") {
    for (const int step : {1, 7, 60, 299, 600, 1500}) {
        const Zone zone = *Zone::find("Europe/Berlin");
        std::string text;
        std::vector<std::string> expected;
        const Instant from = parseTime("2020-10-24T22:00:00Z")->instant;
        for (int second = 0; second < 5 * 3600; second += step) {
            const Instant t = from + Duration::seconds(second);
            const std::string local = rfc3339(t, zone);
            text += local.substr(0, 10) + " " + local.substr(11, 8) + " INFO x\n";
            expected.push_back(rfc3339(t));
        }
        INFO("a record every " << step << " s");
        CHECK(readIn("iso-time-first", text, "Europe/Berlin").times == expected);
    }
}

TEST_CASE("times: doubtful ones are all counted, the first hundred have words", "[importers]") {
    std::string text;
    for (int i = 0; i < 3000; ++i)
        text += fmt::format("2020-11-01 01:{:02}:{:02} INFO x\n", i / 60, i % 60);
    const KeepingSink read = readIn("iso-time-first", text, "America/New_York");
    CHECK(read.doubts == 3000);
    CHECK(read.texts.size() == 100);
}

TEST_CASE("times: gaps and folds are told by every kind of reader with local times", "[importers]") {
    CHECK(readIn("metrics-csv", "timestamp,service,metric,value\n2020-11-01 01:30:00,cart,m,1\n", "America/New_York")
              .doubts == 1);
    CHECK(readIn("jsonl-logs", "{\"time\":\"2020-03-08 02:30:00\",\"message\":\"x\",\"level\":\"info\"}\n",
                 "America/New_York")
              .doubts == 1);
    CHECK(readIn("logfmt", "time=\"2020-03-08T02:30:00\" level=info msg=x\n", "America/New_York").doubts == 1);
    const std::string event = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:x\r\n"
                              "DTSTART;TZID=America/New_York:20201101T013000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    const KeepingSink calendar = readIn("icalendar", event, "UTC"); // the zone is the event's own
    CHECK(calendar.doubts == 1);
    REQUIRE(calendar.changes.size() == 1);
    CHECK(rfc3339(calendar.changes[0].start) == "2020-11-01T05:30:00Z");
}

TEST_CASE("times: offsets may differ from record to record, and decide over the zone", "[importers]") {
    const KeepingSink read = readIn("jsonl-logs",
                                    "{\"time\":\"2020-11-25T05:00:00-08:00\",\"message\":\"a\"}\n"
                                    "{\"time\":\"2020-11-25T14:00:01+01:00\",\"message\":\"b\"}\n"
                                    "{\"time\":\"2020-11-25T13:00:02Z\",\"message\":\"c\"}\n"
                                    "{\"time\":\"2020-11-25T18:45:03+05:45\",\"message\":\"d\"}\n"
                                    "{\"time\":\"2020-11-25T08:00:04\",\"message\":\"e\"}\n"
                                    "{\"time\":1606309205,\"message\":\"f\"}\n",
                                    "America/New_York");
    std::vector<std::string> expected;
    for (int i = 0; i < 6; ++i)
        expected.push_back("2020-11-25T13:00:0" + std::to_string(i) + "Z");
    CHECK(read.times == expected);
}

TEST_CASE("times: epochs are told by their size, absurd and negative ones are refused", "[importers]") {
    const auto read = [](double v) { return RecordClock::epoch(v); };
    const auto whole = [](std::int64_t v) { return RecordClock::epoch(v); };
    const Instant t = parseTime("2020-11-25T13:12:33Z")->instant;
    CHECK(whole(1606309953) == t);
    CHECK(whole(1606309953000) == t);
    CHECK(whole(1606309953000000) == t);
    CHECK(whole(1606309953000000000) == t);
    CHECK(read(1606309953.25) == t + Duration::milliseconds(250));
    CHECK(read(1606309953250.0) == t + Duration::milliseconds(250));
    CHECK(read(1.606309953e9) == t);
    CHECK(whole(4102444800) == parseTime("2100-01-01T00:00:00Z")->instant); // seconds, far ahead
    for (const std::int64_t bad : {std::int64_t{0}, std::int64_t{-1606309953}, std::int64_t{42}, std::int64_t{20201125},
                                   std::numeric_limits<std::int64_t>::min()})
        CHECK_FALSE(whole(bad));
    for (const double bad : {0.0, -1606309953.5, 1e300, -1e300, std::nan(""), HUGE_VAL, 12.5})
        CHECK_FALSE(read(bad));
    // In a file the row is refused with the reason; its neighbours are read.
    const Reading rows = readAs("jsonl-logs", "{\"ts\":1606309953,\"level\":\"info\",\"msg\":\"a\"}\n"
                                             "{\"ts\":-5,\"level\":\"info\",\"msg\":\"b\"}\n"
                                             "{\"ts\":1e300,\"level\":\"info\",\"msg\":\"c\"}\n"
                                             "{\"ts\":1606309954.5,\"level\":\"info\",\"msg\":\"d\"}\n");
    INFO(rows.text);
    CHECK(rows.stored == 2);
    CHECK(rows.rejected == 2);
}

TEST_CASE("times: a log without years goes through New Year, by the file's time and by a given year", "[importers]") {
    const std::string text = "Nov 30 10:00:00 h a: 1\nDec 31 23:59:58 h a: 2\nJan  1 00:00:01 h a: 3\n"
                             "Dec 31 23:59:59 h a: late\nJan  1 00:00:02 h a: 4\nNov 20 00:00:00 h a: 5\n";
    const std::vector<std::string> by2019 = {"2019-11-30T10:00:00Z", "2019-12-31T23:59:58Z", "2020-01-01T00:00:01Z",
                                             "2019-12-31T23:59:59Z", "2020-01-01T00:00:02Z", "2020-11-20T00:00:00Z"};
    CHECK(readIn("rfc3164", text, "UTC").times == by2019); // the file is of 26 November 2020
    CHECK(readIn("rfc3164", text, "UTC", 2019).times == by2019);
    // Older than a year: only the given year knows.
    CHECK(readIn("rfc3164", text, "UTC", 2015).times[0] == "2015-11-30T10:00:00Z");
    CHECK(readIn("rfc3164", text, "UTC", 2015).times[5] == "2016-11-20T00:00:00Z");
    // New Year is where the zone has it: 00:30 in Tokyo.
    CHECK(readIn("rfc3164", "Jan  1 00:30:00 h a: 1\n", "Asia/Tokyo").times[0] == "2019-12-31T15:30:00Z");
}

TEST_CASE("texts: where an importer says so, records' texts one after the other read the same", "[importers]") {
    int checked = 0;
    for (const FileSample& sample : fileSamples()) {
        const Importer* importer = importerById(sample.importer);
        if (!importer || !importer->keepsText())
            continue;
        const Reading first = readAs(sample.importer, sample.text);
        std::string texts;
        for (const std::string& raw : first.raws)
            texts += raw + "\n";
        const Reading again = readAs(sample.importer, texts);
        INFO(sample.importer << " " << sample.file);
        CHECK(again.raws == first.raws);
        CHECK(again.stored == first.stored);
        const auto records = [](const Reading& r) {
            std::vector<std::string> out;
            for (const std::string& line : r.lines)
                if (const std::size_t at = line.find(" log "); at != std::string::npos)
                    out.push_back(line.substr(at)); // without its place
            return out;
        };
        CHECK(records(again) == records(first));
        ++checked;
    }
    CHECK(checked > 30);
}

TEST_CASE("arrivals: changes say when their log took them, where it does", "[importers]") {
    const KeepingSink gcp = readIn("gcp-audit", dataFile("feeds/gcp-audit/entries.json"), "UTC");
    REQUIRE(!gcp.changes.empty());
    REQUIRE(gcp.changes[0].arrivedAt);
    CHECK(rfc3339(*gcp.changes[0].arrivedAt) == "2020-11-25T13:01:11Z");
    const KeepingSink azure = readIn("azure-activity", dataFile("feeds/azure-activity/activity.json"), "UTC");
    REQUIRE(!azure.changes.empty());
    REQUIRE(azure.changes[0].arrivedAt);
    CHECK(rfc3339(*azure.changes[0].arrivedAt) == "2020-11-25T13:02:10Z");
}
