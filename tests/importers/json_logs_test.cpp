// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/importers/recording_sink.h"

#include <catch2/catch.hpp>

using namespace foreshock;
using namespace foreshock::test;

namespace {

/// The one record of a one-line file, without its place.
std::string record(const std::string& line) {
    const Reading reading = readAs("jsonl-logs", line + "\n");
    return reading.lines.size() == 1 ? reading.lines.front().substr(4) : reading.text;
}

} // namespace

TEST_CASE("JSON logs: the plain exchange form", "[importers]") {
    const std::string line =
        R"({"time":"2020-11-25T13:12:33.120Z","service":"kfe","instance":"kfe-1804","level":"ERROR","message":"a \"b\"\n\u00e9","trace":"6f","basis":"fact"})";
    const Reading reading = readAs("jsonl-logs", line);
    CHECK(reading.text == "1@0 log 2020-11-25T13:12:33.120Z level=error service=kfe host=kfe-1804: a \"b\"\\n\u00e9\n");
    CHECK(reading.raws == std::vector<std::string>{line});
    CHECK(reading.zoneBasis == "in the record");
}

TEST_CASE("JSON logs: the names of the common loggers and shippers", "[importers]") {
    const std::string plain = "2020-11-25T13:12:33.120Z level=error service=kfe host=kfe-1: no backend";
    CHECK(
        record(
            R"({"@timestamp":"2020-11-25T13:12:33.120Z","log":{"level":"error"},"message":"no backend","service":{"name":"kfe"},"host":{"name":"kfe-1"}})") ==
        "log " + plain);
    CHECK(
        record(
            R"({"@timestamp":"2020-11-25T13:12:33.120Z","log.level":"ERROR","message":"no backend","service.name":"kfe","host.name":"kfe-1"})") ==
        "log " + plain);
    CHECK(
        record(
            R"({"name":"kfe","hostname":"kfe-1","pid":7,"level":50,"msg":"no backend","time":"2020-11-25T13:12:33.120Z","v":0})") ==
        "log " + plain);
    CHECK(record(R"({"level":50,"time":1606309953120,"pid":7,"hostname":"kfe-1","name":"kfe","msg":"no backend"})") ==
          "log " + plain);
    CHECK(
        record(
            R"({"Timestamp":"1606309953120000000","SeverityText":"ERROR","Body":"no backend","Resource":{"service.name":"kfe","host.name":"kfe-1"}})") ==
        "log " + plain);
    CHECK(
        record(
            R"({"timeUnixNano":"1606309953120000000","severityNumber":17,"body":{"stringValue":"no backend"},"service.name":"kfe","host.name":"kfe-1"})") ==
        "log " + plain);
    CHECK(
        record(
            R"({"level":"error","ts":1606309953.12,"logger":"a.b","msg":"no backend","service":"kfe","host":"kfe-1"})") ==
        "log " + plain);
    CHECK(
        record(
            R"({"@t":"2020-11-25T13:12:33.120Z","@m":"no backend","@l":"Error","Application":"kfe","Host":"kfe-1"})") ==
        "log " + plain);
    CHECK(
        record(
            R"({"severity":"ERROR","textPayload":"no backend","timestamp":"2020-11-25T13:12:33.120Z","resource":{"labels":{"container_name":"kfe","pod_name":"kfe-1"}}})") ==
        "log " + plain);
    CHECK(
        record(
            R"({"log":"no backend\n","stream":"stderr","time":"2020-11-25T13:12:33.120Z","level":"error","kubernetes":{"pod_name":"kfe-1","labels":{"app":"kfe"}}})") ==
        "log " + plain);
}

TEST_CASE("JSON logs: what a logger leaves out", "[importers]") {
    CHECK(record(R"({"@t":"2020-11-25T13:12:33Z","@mt":"hello {User}"})") ==
          "log 2020-11-25T13:12:33Z level=info: hello {User}");
    CHECK(record(R"({"log":"13:12:33 WARN  pool full\r\n","stream":"stdout","time":"2020-11-25T13:12:33Z"})") ==
          "log 2020-11-25T13:12:33Z level=warning: 13:12:33 WARN  pool full");
    CHECK(record(R"({"ts":1606309953,"a":1})") == R"(log 2020-11-25T13:12:33Z: {"ts":1606309953,"a":1})");
    CHECK(record(R"({"ts":1606309953,"name":"a.logger","msg":"x"})") == "log 2020-11-25T13:12:33Z: x");
    CHECK(record(R"({"ts":1606309953,"msg":{"a":[1,null]}})") ==
          R"(log 2020-11-25T13:12:33Z: {"ts":1606309953,"msg":{"a":[1,null]}})");
}

TEST_CASE("JSON logs: epochs are told by their magnitude, small numbers are no times", "[importers]") {
    for (const char* time :
         {"1606309953", "1606309953000", "1606309953000000", "1606309953000000000", "1606309953.0", "\"1606309953\""})
        CHECK(record(std::string("{\"time\":") + time + ",\"msg\":\"x\"}") == "log 2020-11-25T13:12:33Z: x");
    for (const char* time : {"12", "-5", "12.5", "1e300", "99999999", "\"soon\"", "true", "[]"})
        CHECK(readAs("jsonl-logs", std::string("{\"time\":") + time + ",\"msg\":\"x\"}").rejected == 1);
}

TEST_CASE("JSON logs: a row cut off within an escape is rejected, the one before is kept", "[importers]") {
    CHECK(readAs("jsonl-logs", dataFile("truncated_in_escape.jsonl")).text ==
          "1@0 log 2020-11-25T13:12:33Z service=kfe: one\n"
          "2@64 rejected, not valid JSON: a text is not closed; the source ends here (cut off?) | "
          "{\"time\":\"2020-11-25T13:12:34Z\"\n");
}

TEST_CASE("JSON logs: half a character is replaced, the record and its bytes are kept", "[importers]") {
    const Reading reading = readAs("jsonl-logs", dataFile("half_a_character.jsonl"));
    CHECK(reading.text == "1@0 log 2020-11-25T13:12:33Z service=kfe: one\n"
                          "2@64 remark, bytes that are no UTF-8 were replaced\n"
                          "2@64 log 2020-11-25T13:12:34Z service=kfe: caf\xEF\xBF\xBD\n"
                          "3@129 log 2020-11-25T13:12:35Z service=kfe: \u20ac\n");
    CHECK(reading.raws[1].find("caf\xC3\"") != std::string::npos);
}

TEST_CASE("JSON logs: keys that mean nothing are told", "[importers]") {
    CHECK(readAs("jsonl-logs", dataFile("unknown_keys.jsonl")).text ==
          "1@0 rejected, no time under a known name; the row has when, what | {\"when\":\"2020-11-25T13:12:33Z\"\n");
}

TEST_CASE("JSON logs: very deep, very long and very odd rows", "[importers]") {
    const std::string deep = "{\"time\":1606309953,\"a\":" + std::string(5000, '[') + std::string(5000, ']') + "}\n";
    CHECK(readAs("jsonl-logs", deep).text.find("nested more than 1,024 deep") != std::string::npos);
    const std::string big =
        "{\"time\":1606309953,\"msg\":\"" + std::string(17 << 20, 'x') + "\"}\n{\"time\":1606309953,\"msg\":\"y\"}\n";
    const Reading reading = readAs("jsonl-logs", big);
    CHECK(reading.rejected == 1);
    CHECK(reading.stored == 1);
    CHECK(readAs("jsonl-logs", "{}\n{\"time\":null}\n\"x\"\nnull\n").rejected == 4);
    CHECK(record("{\"" + std::string(500, 'k') + "\":1,\"time\":1606309953,\"msg\":\"x\"}") ==
          "log 2020-11-25T13:12:33Z: x");
}

TEST_CASE("JSON logs: what Docker cut after 16 KiB is one record again", "[importers]") {
    const std::string part(16 * 1024, 'x');
    const auto row = [](const std::string& log, const std::string& stream) {
        return R"({"log":")" + log + R"(","stream":")" + stream + R"(","time":"2020-11-25T13:12:33Z"})" + "\n";
    };
    const auto messageSizes = [](const Reading& reading) {
        std::vector<std::size_t> sizes;
        for (const std::string& line : reading.lines)
            if (const std::size_t at = line.find(": x"); at != std::string::npos)
                sizes.push_back(line.size() - at - 2);
        return sizes;
    };
    const std::string first = row(part, "stdout"), last = row("xyz\\n", "stdout");
    SECTION("three rows") {
        const Reading reading = readAs("jsonl-logs", first + first + last + row("next\\n", "stdout"));
        CHECK(messageSizes(reading) == std::vector<std::size_t>{2 * part.size() + 3});
        CHECK(reading.raws.front() == (first + first + last).substr(0, (first + first + last).size() - 1));
        CHECK(reading.text.find(": next") != std::string::npos);
    }
    SECTION("the end, another stream and a full line end it, and nothing is lost") {
        CHECK(messageSizes(readAs("jsonl-logs", first)) == std::vector<std::size_t>{part.size()});
        CHECK(messageSizes(readAs("jsonl-logs", first + row("xe\\n", "stderr") + last)) ==
              std::vector<std::size_t>{part.size(), 2, 3});
        CHECK(messageSizes(readAs("jsonl-logs", row(part + "\\n", "stdout") + last)) ==
              std::vector<std::size_t>{part.size(), 3});
    }
    SECTION("without end it is cut, so that memory is bounded") {
        std::string many;
        for (int i = 0; i < 600; ++i)
            many += first;
        const auto sizes = messageSizes(readAs("jsonl-logs", many));
        CHECK(sizes.size() == 2);
        CHECK(sizes[0] + sizes[1] == 600 * part.size());
    }
}
