// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/handover/leak_scan.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

using namespace foreshock;
using namespace foreshock::test;

TEST_CASE("leak scan: what JSON and CSV escape is seen, line by line; times, values and issued names are not told",
          "[workflows]") {
    const TemporaryFolder place;
    Pseudonymiser pseudonyms({{}, {"kfe-1804"}, 7});
    const std::string issued = pseudonyms.text("user=ann 10.4.7.19");
    place.file("logs.jsonl",
               R"({"time":"2020-11-25T13:15:00Z","message":"fine )" + issued + "\"}\n" +
                   R"({"time":"2020-11-25T13:15:00Z","message":"line\nkfe-1804 \u0031\u0030.9.8.7"})" + "\n" +
                   R"({"time":"2020-11-25T13:15:00Z","message":[107,102,101,45,49,56,48,52,255]})" + "\n");
    place.file("metrics.csv", "timestamp,service,metric,value,unit\n"
                              "2020-11-25T13:15:00Z,cart,cpu,123456789012,%\n"
                              "2020-11-25T13:15:00Z,\"two\nlines \"\"kfe-1804\"\"\",cpu,1,123456789012\n");
    place.file("topology.json",
               R"({"services":[{"id":"cart","details":{"kfe-1804":"ann@corp.example"}}],"dependencies":[]})");
    const auto report = scanForLeaks(place.path(), {"logs.jsonl", "metrics.csv", "topology.json"}, pseudonyms);
    REQUIRE(report);
    std::string text;
    for (const LeakFinding& f : report->findings)
        text += f.file + ":" + std::to_string(f.line) + " " + f.kind + " " + f.text + "\n";
    CHECK(text == "logs.jsonl:2 address 10.9.8.7\n"
                  "logs.jsonl:2 known name kfe-1804\n"
                  "logs.jsonl:3 known name kfe-1804\n"
                  "metrics.csv:3 known name kfe-1804\n"
                  "metrics.csv:3 account 123456789012\n"
                  "topology.json:0 known name kfe-1804\n"
                  "topology.json:0 e-mail address ann@corp.example\n"
                  "topology.json:0 known name ann\n");
    CHECK(report->count == 8);
}

TEST_CASE("leak scan: a file that is not as it was written is an error, not a clean answer", "[workflows]") {
    const TemporaryFolder place;
    Pseudonymiser pseudonyms({{}, {}, 7});
    place.file("logs.jsonl", "{\"time\":\n");
    CHECK(scanForLeaks(place.path(), {"logs.jsonl"}, pseudonyms).error().code == ErrorCode::Format);
    CHECK(scanForLeaks(place.path(), {"notes.jsonl"}, pseudonyms).error().code == ErrorCode::Io);
}
