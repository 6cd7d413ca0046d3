// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text/format_trial.h"
#include "importers/text/log_format.h"
#include "importers/text/pattern_pieces.h"
#include "importers/text/text_logs.h"
#include "model/base/time_text.h"
#include "resources/resource.h"
#include "tests/importers/recording_sink.h"

#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include <fstream>
#include <sstream>

using namespace foreshock;
using namespace foreshock::test;

TEST_CASE("format files: every one loads, and every sample reads as it says", "[importers]") {
    REQUIRE(resourceNames("formats/").size() >= 3);
    for (const std::string_view name : resourceNames("formats/")) {
        const Result<LogFormat> format = parseLogFormat(resource(name));
        INFO(name << (format ? "" : ": " + format.error().text()));
        REQUIRE(format);
        CHECK_FALSE(format->samples.empty());
        CHECK("formats/" + format->id + ".json" == name);
        for (const LogFormat::Sample& sample : format->samples) {
            const Reading reading = readAs(format->id, sample.text + "\n");
            std::string expected = "1@0 log " + sample.time + (sample.level.empty() ? "" : " level=" + sample.level) +
                                   (sample.service.empty() ? "" : " service=" + sample.service) +
                                   (sample.host.empty() ? "" : " host=" + sample.host) + ": ";
            for (const char c : sample.message)
                expected += c == '\n' ? std::string("\\n") : c == '\t' ? std::string("\\t") : std::string(1, c);
            CHECK(reading.text == expected + "\n");
            CHECK(reading.raws == std::vector<std::string>{sample.text});
        }
    }
}

TEST_CASE("text logs: lines that start no record go on with the one before, in chunks of every size", "[importers]") {
    const std::string text = dataFile("stack_trace_first.log");
    for (std::size_t chunk = 1; chunk <= text.size(); ++chunk)
        CHECK(readAs("iso-time-first", text, {chunk, "", ""}).text ==
              "1@0 rejected, a line before the first record: it does not begin with a time such as "
              "2020-11-25T13:12:33Z | \\tat com.example.Route.find(Rou\n"
              "2@43 log 2020-11-25T13:12:33Z level=error host=kfe-1: one\\nCaused by: x\\n\\n\\tat y\n"
              "7@101 log 2020-11-25T13:12:35Z level=info host=kfe-1: three\n");
}

TEST_CASE("text logs: a record keeps its own line ends within", "[importers]") {
    const Reading reading = readAs("iso-time-first", dataFile("mixed_line_ends.log"));
    CHECK(reading.raws == std::vector<std::string>{"2020-11-25T13:12:33Z INFO one\r\n\tat a\r\n\tat b",
                                                   "2020-11-25T13:12:34Z INFO two"});
}

TEST_CASE("text logs: forms of lines that begin with a time", "[importers]") {
    const auto record = [](const std::string& line) { return readAs("iso-time-first", line).text; };
    CHECK(record("2020-11-25T13:12:33.120Z kfe-1804 ERROR route lookup") ==
          "1@0 log 2020-11-25T13:12:33.120Z level=error host=kfe-1804: route lookup\n");
    CHECK(record("[2020-11-25T13:12:33Z] WARN pool full") == "1@0 log 2020-11-25T13:12:33Z level=warning: pool full\n");
    CHECK(record("2020-11-25 13:12:33,120 INFO pool full") ==
          "1@0 log 2020-11-25T13:12:33.120Z level=info: pool full\n");
    CHECK(record("2020-11-25 13:12:33 connection error: x") == "1@0 log 2020-11-25T13:12:33Z: connection error: x\n");
    CHECK(record("2020-11-25 13:12:33 error: x") == "1@0 log 2020-11-25T13:12:33Z level=error: x\n");
    CHECK(record("2020-11-25 05:12:33 -0800 [Info] x") == "1@0 log 2020-11-25T13:12:33Z level=info: x\n");
    CHECK(record("2020-13-25 13:12:33 x").find("rejected, no time: 2020-13-25") != std::string::npos);
}

TEST_CASE("text logs: syslog without a time or with empty fields", "[importers]") {
    CHECK(readAs("rfc5424", "<165>1 - host app - - - x\n").text ==
          "1@0 rejected, the record has no time (nil) | <165>1 - host app - - - x\n");
    CHECK(readAs("rfc5424", "<3>1 2020-11-25T13:12:33Z - - - - - x").text ==
          "1@0 log 2020-11-25T13:12:33Z level=error: x\n");
    CHECK(readAs("rfc5424", "<14>1 2020-11-25T13:12:33Z h a - - [x@1 k=\"a]\\\"b\"][y z=\"\"] m").text ==
          "1@0 log 2020-11-25T13:12:33Z level=info service=a host=h: m\n");
}

TEST_CASE("text logs: a year that is not written is the last one before the file's time", "[importers]") {
    // The file is of 26 November 2020.
    CHECK(readAs("rfc3164", "Nov 25 13:12:33 h a[1]: x").text == "1@0 log 2020-11-25T13:12:33Z service=a host=h: x\n");
    CHECK(readAs("rfc3164", "Dec 31 23:59:59 h a: x").text == "1@0 log 2019-12-31T23:59:59Z service=a host=h: x\n");
    CHECK(readAs("rfc3164", "Feb 29 01:02:03 h a: x").text == "1@0 log 2020-02-29T01:02:03Z service=a host=h: x\n");
    CHECK(readAs("glog", "W1125 13:12:33.5 7 a.go:1] x").text == "1@0 log 2020-11-25T13:12:33.500Z level=warning: x\n");
}

TEST_CASE("text logs: wall clocks that the zone skipped or showed twice are kept and remarked upon", "[importers]") {
    const ReadOptions berlin{1 << 20, "", "Europe/Berlin"};
    CHECK(readAs("iso-time-first", "2020-03-29 02:30:00 x", berlin).text ==
          "1@0 remark, 2020-03-29 02:30 was skipped by the clocks of Europe/Berlin; taken as 03:00, +02:00\n"
          "1@0 log 2020-03-29T01:00:00Z: x\n");
    CHECK(readAs("iso-time-first", "2020-10-25 02:30:00 x", berlin).text ==
          "1@0 remark, 2020-10-25 02:30 happens twice in Europe/Berlin; taken as the first, +02:00\n"
          "1@0 log 2020-10-25T00:30:00Z: x\n");
    CHECK(
        readAs("iso-time-first", "2020-10-25 01:59:59 x\n2020-10-25 03:00:00 y\n2020-10-25 03:59:00 z", berlin).text ==
        "1@0 log 2020-10-24T23:59:59Z: x\n2@22 log 2020-10-25T02:00:00Z: y\n3@44 log 2020-10-25T02:59:00Z: z\n");
    CHECK(readAs("iso-time-first", "2020-10-25 01:59:59 x", berlin).zoneBasis == "given");
}

TEST_CASE("text logs: a record that grows without end is bounded, and its other lines are told", "[importers]") {
    std::string text = "2020-11-25T13:12:33Z INFO start\n";
    const std::string filler = "\tat " + std::string(1 << 20, 'x') + "\n";
    for (int i = 0; i < 20; ++i)
        text += filler;
    text += "2020-11-25T13:12:34Z INFO next\n";
    const Reading reading = readAs("iso-time-first", text);
    CHECK(reading.stored == 2);
    CHECK(reading.rejected == 13);
}

TEST_CASE("text logs: NUL bytes stay in the record", "[importers]") {
    const Reading reading = readAs("iso-time-first", dataFile("nul_bytes_in_text.log"));
    CHECK(reading.stored == 3);
    CHECK(reading.raws[1] == std::string("2020-11-25T13:12:34Z kfe-1 ERROR t\0o", 36));
}

TEST_CASE("format files: what is wrong with one is said", "[importers]") {
    const auto why = [](const char* json) {
        const Result<LogFormat> format = parseLogFormat(json);
        return format ? std::string() : format.error().message;
    };
    CHECK(why("[") == "not a JSON object");
    CHECK(why(R"({"id":"a"})") == "\"id\", \"title\" and \"begins\" are needed");
    CHECK(why(R"({"id":"a","title":"a","begins":"a","time":"stardate"})") ==
          "\"time\" is iso, clf, syslog, glog, epoch, or letters such as %Y-%m-%d %H:%M:%S");
    CHECK(why(R"({"id":"a","title":"a","begins":"a","time":"%H:%M"})").find("\"time\" is iso") == 0);
    CHECK(why(R"({"id":"a","title":"a","begins":"a","time":"iso","lines":"many"})") ==
          "\"lines\" is \"single\" or \"go on\"");
    CHECK(why(R"({"id":"a","title":"a","begins":"a","time":"iso","levels":{"*":"loud"}})") ==
          "\"levels\": \"*\" is one of trace, debug, info, warning, error, fatal");
    CHECK(why(R"x({"id":"a","title":"a","begins":"a","time":"iso","pattern":"^(?<time>x)","divider":"("})x") ==
          "\"divider\": position 1 of the pattern: missing closing parenthesis");
    CHECK(why(R"({"id":"a","title":"a","begins":"a","time":"iso","pattern":"^(?<time>.*)("})") ==
          "position 13 of the pattern: missing closing parenthesis");
    CHECK(why(R"({"id":"a","title":"a","begins":"a","time":"iso","pattern":"^x"})") ==
          "the pattern has no group named time");
    CHECK(why(R"({"id":"a","title":"a","begins":"a","time":"epoch","pattern":"^(?<time>[0-9.]+) (?<body>.*)$"})")
              .empty());
}

namespace {

std::string sourceFile(const std::string& name) {
    std::ifstream file(FORESHOCK_SOURCE_DIR "/" + name, std::ios::binary);
    REQUIRE(file.is_open());
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

} // namespace

TEST_CASE("format files: the manual's example loads and reads its own log", "[importers]") {
    const std::string page = sourceFile("docs/own-formats.md");
    const std::size_t begin = page.find("```json\n") + 8;
    const Result<LogFormat> format = parseLogFormat(page.substr(begin, page.find("```", begin) - begin));
    INFO((format ? "" : format.error().text()));
    REQUIRE(format);
    REQUIRE(format->samples.size() == 1);
    CHECK(sampleProblem(*format, format->samples[0]).empty());
    FormatTrial trial(*format, {});
    const std::size_t log = page.find("#7 25");
    const std::string text = page.substr(log, page.find("```", log) - log);
    CHECK(trial.tryLine(text.substr(0, text.find('\n'))).kind == TrialLine::Kind::Record);
    CHECK(trial.tryLine("   waited 2.5 s").kind == TrialLine::Kind::NoMatch);
}

TEST_CASE("format files: the schema names every member that a file has", "[importers]") {
    const auto schema = nlohmann::json::parse(sourceFile("resources/log-format.schema.json"));
    for (const std::string_view name : resourceNames("formats/")) {
        const auto format = nlohmann::json::parse(resource(name));
        INFO(name);
        for (const auto& [key, value] : format.items())
            CHECK(schema["properties"].contains(key));
        for (const auto& key : schema["required"])
            CHECK(format.contains(key.get<std::string>()));
        for (const auto& sample : format["samples"])
            for (const auto& [key, value] : sample.items())
                CHECK(schema["properties"]["samples"]["items"]["properties"].contains(key));
    }
}

TEST_CASE("format trial: a pattern is cut into the pieces that stand side by side", "[importers]") {
    const auto pieces = [](std::string_view expression) {
        std::string out;
        for (const std::string_view piece : patternPieces(expression))
            out += "<" + std::string(piece) + ">";
        return out;
    };
    CHECK(pieces("^(?<time>\\d+)[ ]+abc(?<body>.*)$") == "<^><(?<time>\\d+)><[ ]+><abc><(?<body>.*)><$>");
    CHECK(pieces("a\\)b[])]c{2}(x(y\\(z)[(])?+d") == "<a><\\)><b><[])]><c{2}><(x(y\\(z)[(])?+><d>");
    CHECK(pieces("a|b") == "<a|b>");
    CHECK(pieces("(a").starts_with("<(a"));
    CHECK(pieces("[a") == "<[a>");
    CHECK(pieces("\\") == "<\\>");
}

TEST_CASE("format trial: it says where a line stops and what was wanted there", "[importers]") {
    const LogFormat format = parseLogFormat(R"x({"id":"a","title":"a","begins":"a","time":"%Y-%m-%d %H:%M:%S",
                           "pattern":"^(?<time>[0-9: -]{19}) (?<level>[A-Z]+) \\[(?<service>\\w+)\\] (?<body>.*)$",
                           "samples":[{"text":"2020-11-25 13:12:33 INFO [a] x","time":"2020-11-25T13:12:33Z","service":"b","message":"x"}]})x")
                                 .value();
    FormatTrial trial(format, {});
    const TrialLine record = trial.tryLine("2020-11-25 13:12:33 WARN [cart] slow");
    CHECK(record.kind == TrialLine::Kind::Record);
    CHECK(rfc3339(record.instant.value()) == "2020-11-25T13:12:33Z");
    CHECK(record.level == "warning");
    CHECK(record.service == "cart");
    CHECK(record.body == "slow");
    const TrialLine bad = trial.tryLine("2020-11-25 13:12:33 WARN cart slow");
    CHECK(bad.kind == TrialLine::Kind::NoMatch);
    CHECK(bad.matched == 25);
    CHECK(bad.piece == "\\[");
    CHECK(trial.tryLine("2020-13-25 13:12:33 WARN [cart] slow").kind == TrialLine::Kind::NoTime);
    CHECK(trial.tryLine("").piece == "(?<time>[0-9: -]{19})");
    CHECK(sampleProblem(format, format.samples[0]) == "the service is \"a\", not \"b\"");
}
