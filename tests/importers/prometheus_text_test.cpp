// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/importers/recording_sink.h"

#include "importers/metrics/prometheus_number.h"
#include "importers/metrics/prometheus_series.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <cstring>

using namespace foreshock;
using namespace foreshock::test;

namespace {

std::string read(const std::string& text) {
    return readAs("prometheus-text", text).text;
}

std::string spelled(std::string_view text) {
    const Result<PrometheusSeries> series = parsePrometheusSeries(text);
    if (!series)
        return "error, " + series.error().message;
    return series->service + "/" + series->metric + " instance=" + series->instance + " version=" + series->version;
}

Candidate best(std::string_view bytes) {
    return recognise(specimenOf("metrics", bytes)).front();
}

} // namespace

TEST_CASE("prometheus text: labels become service, instance and version, the others stay with the name",
          "[importers]") {
    CHECK(spelled(R"(up{job="node",instance="a:9100",version="1.2",zone="b",dc="x"})") ==
          R"(node/up{dc="x",zone="b"} instance=a:9100 version=1.2)");
    CHECK(spelled(R"(up{job="k8s",app="cart",service="front",pod="p",host="h"})") ==
          R"(front/up{app="cart",host="h",job="k8s"} instance=p version=)");
    CHECK(spelled(R"(up{service="",app="cart"})") == R"(cart/up{service=""} instance= version=)");
    CHECK(spelled("up") == "/up instance= version=");
    CHECK(spelled("up{}") == "/up instance= version=");
    CHECK(spelled(R"(up { b = "2" , a="1", })") == R"(/up{a="1",b="2"} instance= version=)");
    CHECK(spelled(R"({"disk.used",app="cart"})") == "cart/disk.used instance= version=");
}

TEST_CASE("prometheus text: escapes in labels are read and written alike", "[importers]") {
    CHECK(spelled(R"(up{path="a\\b\"c\nd} ,="})") == R"(/up{path="a\\b\"c\nd} ,="} instance= version=)");
    CHECK(spelled(R"(up{app="say \"x\""})") == R"(say "x"/up instance= version=)");
    CHECK(spelled("up{path=\"\xFF\"}") == "/up{path=\"\xEF\xBF\xBD\"} instance= version=");
}

TEST_CASE("prometheus text: what is wrong with labels is said", "[importers]") {
    CHECK(spelled("up{job}") == "error, no label such as name=\"text\": job");
    CHECK(spelled("up{job=cart}") == "error, a label without a text in quotes: job=cart");
    CHECK(spelled("up{a=\"1\" b=\"2\"}") == "error, no comma between labels: b=\"2\"");
    CHECK(spelled("up{a=\"1}") == "error, a quote opens and is not closed: a=\"1");
    CHECK(spelled("{a=\"1\"}") == "error, no name before the labels: {a=\"1\"}");
}

TEST_CASE("prometheus text: the unit is stated, or the name's suffix", "[importers]") {
    const PrometheusUnits units = {{"queue_wait", "ms"}, {"stored_bytes", "bytes"}};
    CHECK(unitOf("http_request_seconds_sum", {}) == "s");
    CHECK(unitOf("http_request_seconds_bucket", {}).empty());
    CHECK(unitOf("http_request_seconds_count", {}).empty());
    CHECK(unitOf("http_requests_total", {}).empty());
    CHECK(unitOf("node_cpu_seconds_total", {}) == "s");
    CHECK(unitOf("process_resident_memory_bytes", {}) == "bytes");
    CHECK(unitOf("cache_hit_ratio", {}) == "ratio");
    CHECK(unitOf("cpu_percent", {}) == "%");
    CHECK(unitOf("foo_created", {}) == "s");
    CHECK(unitOf("seconds", {}).empty());
    CHECK(unitOf("queue_depth", {}).empty());
    CHECK(unitOf("queue_wait_sum", units) == "ms");
    CHECK(unitOf("stored_bytes_total", units) == "bytes");
}

TEST_CASE("prometheus text: seconds and milliseconds are told by magnitude", "[importers]") {
    CHECK(sampleTime("1606309380")->ns == 1'606'309'380'000'000'000);
    CHECK(sampleTime("1606309380.5")->ns == 1'606'309'380'500'000'000);
    CHECK(sampleTime("1606309380.123456789")->ns == 1'606'309'380'123'456'789);
    CHECK(sampleTime("1606309380.1234567891")->ns == 1'606'309'380'123'456'789);
    CHECK(sampleTime("1606309380123")->ns == 1'606'309'380'123'000'000);
    CHECK(sampleTime("1606309380123.5")->ns == 1'606'309'380'123'500'000);
    CHECK(sampleTime("1.60630938e9")->ns == 1'606'309'380'000'000'000);
    for (const char* text : {"", "-3982045", "0", "0.5", "99999999", "1606309380x", "1606309380.5x", "NaN", ".5",
                             "9999999999999999999", "99999999999999999999", "1e30"})
        CHECK_FALSE(sampleTime(text));
    CHECK(sampleTime("1606309380123456789")->ns == 1'606'309'380'123'456'789);
}

TEST_CASE("prometheus text: values are read bit for bit as the standard library reads them", "[importers]") {
    for (const char* text :
         {"0", "-0", "1", "12.5", "-0.0371", "999999999999999", "123456789.012345", "1234567890.123456", "0.1", "1e+06",
          "1.7976931348623157e308", "5e-324", ".5", "5.", "3.141592653589793", "100000000000000000000"}) {
        const double expected = std::strtod(text, nullptr);
        const std::optional<double> value = sampleValue(text);
        INFO(text);
        REQUIRE(value);
        CHECK(std::memcmp(&expected, &*value, sizeof expected) == 0);
    }
    std::uint64_t state = 1;
    for (int i = 0; i < 20'000; ++i) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        std::string text = std::to_string(state >> (state % 60 + 4));
        text.insert((state >> 33) % (text.size() + 1), ".");
        const double expected = std::strtod(text.c_str(), nullptr);
        INFO(text);
        REQUIRE(sampleValue(text));
        CHECK(*sampleValue(text) == expected);
    }
    for (const char* text : {"NaN", "nan", "+Inf", "-Inf", "inf", "1e999"})
        CHECK(std::isnan(sampleValue(text).value()));
    for (const char* text : {"", "-", ".", "+", "1.2.3", "12 ", "twelve", "0x10", "1_000", "--1"})
        CHECK_FALSE(sampleValue(text));
}

TEST_CASE("prometheus text: OpenMetrics with histogram, exemplar and stated unit", "[importers]") {
    CHECK(read("# TYPE wait histogram\n"
               "# UNIT wait seconds\n"
               "wait_bucket{app=\"cart\",le=\"0.1\"} 3 1606309380 # {trace_id=\"6f # \"} 0.05 1606309379.9\n"
               "wait_bucket{app=\"cart\",le=\"+Inf\"} 17 1606309380\n"
               "wait_sum{app=\"cart\"} 8.25 1606309380\n"
               "# EOF\n") == "3@42 sample cart/wait_bucket{le=\"0.1\"} 2020-11-25T13:03:00Z 3\n"
                             "4@127 sample cart/wait_bucket{le=\"+Inf\"} 2020-11-25T13:03:00Z 17\n"
                             "5@175 sample cart/wait_sum[s] 2020-11-25T13:03:00Z 8.25\n");
}

TEST_CASE("prometheus text: NaN and infinities are null samples", "[importers]") {
    CHECK(read("up NaN 1606309380\nup +Inf 1606309440\nup -Inf 1606309500\n") ==
          "1@0 sample /up 2020-11-25T13:03:00Z null\n"
          "2@18 sample /up 2020-11-25T13:04:00Z null\n"
          "3@37 sample /up 2020-11-25T13:05:00Z null\n");
}

TEST_CASE("prometheus text: blanks, tabs and lines of the same beginning are told apart", "[importers]") {
    CHECK(read("up 1 1606309380\n"
               "up_total 2 1606309380\n"
               "up {a=\"1\"} 3 1606309380\n"
               " \tup{a=\"1\"}\t4\t1606309380 \n"
               "up 5 1606309440\n"
               "\n"
               "#\n# a comment of somebody\n"
               "up{a=\"12\"} 6 1606309440\n"
               "up{a=\"1\"} 7 1606309440\n") == "1@0 sample /up 2020-11-25T13:03:00Z 1\n"
                                                "2@16 sample /up_total 2020-11-25T13:03:00Z 2\n"
                                                "3@38 sample /up{a=\"1\"} 2020-11-25T13:03:00Z 3\n"
                                                "4@62 sample /up{a=\"1\"} 2020-11-25T13:03:00Z 4\n"
                                                "5@88 sample /up 2020-11-25T13:04:00Z 5\n"
                                                "9@131 sample /up{a=\"12\"} 2020-11-25T13:04:00Z 6\n"
                                                "10@155 sample /up{a=\"1\"} 2020-11-25T13:04:00Z 7\n");
}

TEST_CASE("prometheus text: equal times are both kept, and scrapes may follow one another", "[importers]") {
    std::string text;
    for (int scrape = 0; scrape < 3; ++scrape)
        for (const char* series : {"a{x=\"1\"}", "a{x=\"2\"}", "b"})
            text += std::string(series) + " " + std::to_string(scrape) + " 1606309380\n";
    const Reading reading = readAs("prometheus-text", text);
    CHECK(reading.stored == 9);
    CHECK(reading.lines[0] == "1@0 sample /a{x=\"1\"} 2020-11-25T13:03:00Z 0");
    CHECK(reading.lines[7].ends_with("sample /a{x=\"2\"} 2020-11-25T13:03:00Z 2"));
    CHECK(reading.lines[8].ends_with("sample /b 2020-11-25T13:03:00Z 2"));
}

TEST_CASE("prometheus text: bad lines are rejected one by one and the rest is read", "[importers]") {
    CHECK(read("up{a=\"1\" 1 1606309380\n"
               "up 12ms 1606309380\n"
               "up 1 yesterday\n"
               "up 1 -3982045\n"
               "up\n"
               "up 1 1606309380 5\n"
               "{a=\"1\"} 1 1606309380\n"
               "up 1 1606309380\n"
               "up 1 1606309380 5\n") ==
          "1@0 rejected, no metric name, or labels that do not close | up{a=\"1\" 1 1606309380\n"
          "2@22 rejected, \"12ms\" is no number | up 12ms 1606309380\n"
          "3@41 rejected, \"yesterday\" is no time: seconds or milliseconds since 1970, after March 1973 | "
          "up 1 yesterday\n"
          "4@56 rejected, \"-3982045\" is no time: seconds or milliseconds since 1970, after March 1973 | "
          "up 1 -3982045\n"
          "5@70 rejected, no value behind the series | up\n"
          "6@73 rejected, more than a value and a time behind the series | up 1 1606309380 5\n"
          "7@91 rejected, no name before the labels: {a=\"1\"} | {a=\"1\"} 1 1606309380\n"
          "8@112 sample /up 2020-11-25T13:03:00Z 1\n"
          "9@128 rejected, more than a value and a time behind the series | up 1 1606309380 5\n");
}

TEST_CASE("prometheus text: a scrape is recognised and its lines say what to do", "[importers]") {
    const std::string scrape = "# TYPE up gauge\nup 1\nup{job=\"a\"} 1 # {id=\"7\"} 1 1606309380\n";
    CHECK(best(scrape).importer->id() == "prometheus-text");
    CHECK(best(scrape).recognition.reason == "a scrape: 2 of 2 lines have no time");
    const Reading reading = readAs("prometheus-text", scrape);
    CHECK(reading.stored == 0);
    CHECK(reading.rejected == 2);
    CHECK(reading.lines[0] ==
          "2@16 rejected, no time: a scrape does not say when it was. Export a range with times, or first write the "
          "file's own time behind each line: sed \"/^[^#]/s/\\$/ $(date -r FILE +%s)/\" FILE | up 1");
}

TEST_CASE("prometheus text: a file cut off within its last time loses that line only", "[importers]") {
    CHECK(read("up 1 1606309380123\nup 2 160630944012") ==
          "1@0 sample /up 2020-11-25T13:03:00.123Z 1\n"
          "2@19 rejected, the file ends within this line | up 2 160630944012\n");
    CHECK(read("up 1 1606309380.5\nup 2 1606309440") == "1@0 sample /up 2020-11-25T13:03:00.500Z 1\n"
                                                        "2@18 sample /up 2020-11-25T13:04:00Z 2\n");
}

TEST_CASE("prometheus text: --service overrides the label, the metric stays the same", "[importers]") {
    CHECK(readAs("prometheus-text", "up{job=\"a\",b=\"1\"} 1 1606309380\n", {99, "front", ""}).text ==
          "1@0 sample front/up{b=\"1\"} 2020-11-25T13:03:00Z 1\n");
}

TEST_CASE("prometheus text: recognition says what it saw, and leaves other texts alone", "[importers]") {
    CHECK(best("# TYPE up gauge\nup{a=\"1\"} 1 1606309380\n# EOF\n").recognition.reason ==
          "comments such as # TYPE, and name, value and time on 1 line");
    CHECK(best("up{a=\"1\"} 1 1606309380\nup{a=\"2\"} 1 1606309380\n").recognition.score == 88);
    CHECK(best("up 1 1606309380\n").recognition.score == 60);
    CHECK(best("once upon a time\nthere was\n").recognition.score == 0);
    CHECK(best("up 1\ndown 2\n").recognition.score == 0);
    CHECK(best("# TYPE up gauge\nup eleven\n").recognition.reason == "line 2 is no sample: \"eleven\" is no number");
}

TEST_CASE("prometheus text: one huge label is read", "[importers]") {
    const std::string text = "up{path=\"" + std::string(1'000'000, 'x') + "\"} 1 1606309380\nup 2 1606309380\n";
    const Reading reading = readAs("prometheus-text", text, {4096, "", ""});
    CHECK(reading.stored == 2);
    CHECK(reading.rejected == 0);
}
