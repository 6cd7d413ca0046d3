// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/importers/recording_sink.h"

#include <catch2/catch.hpp>

using namespace foreshock;
using namespace foreshock::test;

namespace {

std::string read(const std::string& text) {
    return readAs("prometheus-json", text).text;
}

std::string result(const std::string& type, const std::string& rows) {
    return R"({"status":"success","data":{"resultType":")" + type + R"(","result":[)" + rows + "]}}";
}

/// The alarms only, as lines.
std::string alarmsOf(const std::string& importer, const std::string& text, const ReadOptions& options = {}) {
    std::string out;
    for (const std::string& line : readAs(importer, text, options).lines)
        if (line.find(" alarm ") != std::string::npos)
            out += line + "\n";
    return out;
}

/// ALERTS lines of one alert, from `first` on, every 15 s.
std::string alertLines(const std::string& state, int first, int count, const std::string& more = "") {
    std::string out;
    for (int i = 0; i < count; ++i)
        out += "ALERTS{alertname=\"Down\",alertstate=\"" + state + "\",instance=\"c:80\",job=\"cart\"" + more + "} 1 " +
               std::to_string(first + 15 * i) + "\n";
    return out;
}

} // namespace

TEST_CASE("prometheus json: matrix, vector and scalar", "[importers]") {
    CHECK(read(result("matrix", R"({"metric":{"__name__":"wait_seconds","job":"cart","instance":"a","path":"/"},)"
                                R"("values":[[1606309380,"1.5"],[1606309395.5,"NaN"],[1606309410,"+Inf"]]})")) ==
          "1@60 sample cart/wait_seconds{path=\"/\"}[s] instance=a 2020-11-25T13:03:00Z 1.5\n"
          "1@60 sample cart/wait_seconds{path=\"/\"}[s] instance=a 2020-11-25T13:03:15.500Z null\n"
          "1@60 sample cart/wait_seconds{path=\"/\"}[s] instance=a 2020-11-25T13:03:30Z null\n");
    CHECK(read(result("vector", R"({"metric":{"job":"cart","code":"5xx"},"value":[1606309380,"2"]})")) ==
          "1@60 sample cart/value{code=\"5xx\"} 2020-11-25T13:03:00Z 2\n");
    CHECK(read(result("scalar", R"(1606309380.25,"2")")) == "1@60 sample /value 2020-11-25T13:03:00.250Z 2\n");
}

TEST_CASE("prometheus json: of a native histogram count and sum are read", "[importers]") {
    CHECK(read(result("matrix", R"({"metric":{"__name__":"wait_seconds","job":"cart"},"histograms":[[1606309380,)"
                                R"({"count":"3","sum":"1.5","buckets":[[0,"0.1","0.2","3"]]}]]})")) ==
          "1@60 sample cart/wait_seconds_count 2020-11-25T13:03:00Z 3\n"
          "1@60 sample cart/wait_seconds_sum[s] 2020-11-25T13:03:00Z 1.5\n");
}

TEST_CASE("prometheus json: bad rows are rejected one by one and the rest is read", "[importers]") {
    CHECK(read(result("matrix", R"({"values":[[1606309380,"1"]]},)"
                                R"({"metric":{"__name__":"a"}},)"
                                R"({"metric":{"__name__":"b"},"values":[[1606309380],["x","1"],[1606309380,"x"],)"
                                R"([1606309380,"1"]]},7)")) ==
          "1@60 rejected, a series has labels in \"metric\" | {\"values\":[[1606309380,\"1\"]]}\n"
          "1@90 rejected, a series has samples in \"values\", \"value\" or \"histograms\" | "
          "{\"metric\":{\"__name__\":\"a\"}}\n"
          "1@118 rejected, a sample is [time, \"value\"] | [1606309380]\n"
          "1@118 rejected, the time is no time | [\"x\",\"1\"]\n"
          "1@118 rejected, the value is no number | [1606309380,\"x\"]\n"
          "1@118 sample /b 2020-11-25T13:03:00Z 1\n"
          "1@214 rejected, a scalar without its value | 7\n");
    CHECK(read(R"({"status":"error","errorType":"bad_data","error":"parse error"})") ==
          "1@30 rejected, the server answered with an error: bad_data | \"bad_data\"\n"
          "1@49 rejected, the server answered with an error: parse error | \"parse error\"\n");
}

TEST_CASE("prometheus json: an answer of the real server, cut off or whole", "[importers]") {
    const std::string answer = dataFile("prometheus_alerts_range.json");
    const Reading whole = readAs("prometheus-json", answer);
    CHECK(whole.rejected == 0);
    CHECK(recognise(specimenOf("x", answer)).front().importer->id() == "prometheus-json");
    CHECK(alarmsOf("prometheus-json", answer) == dataFile("prometheus_alerts_range.txt"));
    const Reading cut = readAs("prometheus-json", answer.substr(0, answer.size() / 2));
    CHECK(cut.rejected == 1);
    CHECK(cut.lines.back().find("rejected, the JSON ends before it is closed (cut off?)") != std::string::npos);
}

TEST_CASE("prometheus text: a dump of the real promtool", "[importers]") {
    const Reading dump = readAs("prometheus-text", dataFile("promtool_tsdb_dump.txt"));
    CHECK(dump.rejected == 0);
    CHECK(dump.stored > 40);
    CHECK(alarmsOf("prometheus-text", dataFile("promtool_tsdb_dump.txt")) == dataFile("promtool_tsdb_dump_alarms.txt"));
}

TEST_CASE("alert history: a stretch of firing samples is an alarm, from its first sample to a step after its last",
          "[importers]") {
    const std::string others = "up 1 1606310000\n";
    CHECK(
        alarmsOf("prometheus-text", alertLines("firing", 1606309380, 3, ",severity=\"page\",path=\"/\"") + others) ==
        "1@0 alarm 2020-11-25T13:03:00Z..2020-11-25T13:03:45Z service=cart severity=1 resolved basis=ALERTS, a sample "
        "every 15 s: Down{path=\"/\"} on c:80\n");
    // Two stretches; a single sample left out is no hole.
    CHECK(
        alarmsOf("prometheus-text", alertLines("firing", 1606309380, 3) + alertLines("firing", 1606309440, 2) +
                                        alertLines("firing", 1606309800, 1) + others) ==
        "1@0 alarm 2020-11-25T13:03:00Z..2020-11-25T13:04:30Z service=cart severity=2 resolved basis=ALERTS, a sample "
        "every 15 s: Down on c:80\n"
        "1@0 alarm 2020-11-25T13:10:00Z..2020-11-25T13:10:15Z service=cart severity=2 resolved basis=ALERTS, a sample "
        "every 15 s: Down on c:80\n");
}

TEST_CASE("alert history: still firing at the end of the data, and ended by a stale marker", "[importers]") {
    CHECK(alarmsOf("prometheus-text", alertLines("firing", 1606309380, 3)) ==
          "1@0 alarm 2020-11-25T13:03:00Z service=cart severity=2 firing basis=ALERTS, a sample every 15 s; the data "
          "end with it: Down on "
          "c:80\n");
    CHECK(
        alarmsOf("prometheus-text",
                 alertLines("firing", 1606309380, 3) +
                     "ALERTS{alertname=\"Down\",alertstate=\"firing\",instance=\"c:80\",job=\"cart\"} NaN "
                     "1606309420\n") ==
        "1@0 alarm 2020-11-25T13:03:00Z..2020-11-25T13:03:40Z service=cart severity=2 resolved basis=ALERTS, a sample "
        "every 15 s: Down on c:80\n");
}

TEST_CASE("alert history: since when it was pending is told, pending alone is no alarm", "[importers]") {
    const std::string pending = alertLines("pending", 1606309380, 4);
    CHECK(alarmsOf("prometheus-text", pending).empty());
    CHECK(alarmsOf("prometheus-text", pending + alertLines("firing", 1606309440, 2)) ==
          "5@344 alarm 2020-11-25T13:04:00Z service=cart severity=2 firing basis=ALERTS, a sample every 15 s; pending "
          "since 2020-11-25T13:03:00Z; the data end with it: Down on c:80\n");
    CHECK(alarmsOf("prometheus-text", alertLines("firing", 1606309440, 2) +
                                          "ALERTS_FOR_STATE{alertname=\"Down\",instance=\"c:80\",job=\"cart\"} "
                                          "1606309371 1606309440\n") ==
          "1@0 alarm 2020-11-25T13:04:00Z service=cart severity=2 firing basis=ALERTS, a sample every 15 s; pending "
          "since 2020-11-25T13:02:51Z; the data end with it: Down on c:80\n");
    CHECK(alarmsOf("prometheus-text", alertLines("firing", 1606309440, 1), {99, "shop", ""}) ==
          "1@0 alarm 2020-11-25T13:04:00Z service=shop severity=2 firing basis=ALERTS; the data end with it: Down on "
          "c:80\n");
}

TEST_CASE("prometheus json: other answers of the same shape are left alone", "[importers]") {
    const auto best = [](const std::string& text) { return recognise(specimenOf("x.json", text)).front(); };
    CHECK(best(result("streams", R"({"stream":{"job":"a"},"values":[["1606309380000000000","x"]]})")).importer->id() ==
          "loki");
    CHECK(best(R"({"data":{"result":[1,2]}})").recognition.score < kRecognised);
    CHECK(best(R"({"data":[{"resultType":"matrix","result":[]}]})").recognition.score < kRecognised);
    CHECK(best(result("matrix", "")).importer->id() == "prometheus-json");
}
