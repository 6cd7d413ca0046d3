// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/importers/recording_sink.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <sstream>

using namespace foreshock;
using namespace foreshock::test;

namespace {

/// A Zipkin span from words: "web a1 - CLIENT 12:30.5 90" is service, id, parent, kind, minute:second of 13 h, and
/// milliseconds; perhaps "!" for an error, or ">orders-db" for whom it called.
std::string spanOf(const std::string& drawn) {
    std::istringstream words(drawn);
    std::string service, id, parent, kind, time, more, extra;
    double length = 0;
    words >> service >> id >> parent >> kind >> time >> length;
    const double seconds = std::stod(time.substr(0, 2)) * 60 + std::stod(time.substr(3));
    std::string span = R"({"traceId":"6f","id":")" + id + R"(","localEndpoint":{"serviceName":")" + service + "\"}";
    span += parent == "-" ? "" : R"(,"parentId":")" + parent + "\"";
    span += kind == "-" ? "" : R"(,"kind":")" + kind + "\"";
    span += ",\"timestamp\":" + std::to_string(1'606'309'200'000'000 + static_cast<long long>(seconds * 1e6));
    span += ",\"duration\":" + std::to_string(static_cast<long long>(length * 1000));
    while (words >> more)
        span +=
            more == "!" ? R"(,"tags":{"error":"x"})" : R"(,"remoteEndpoint":{"serviceName":")" + more.substr(1) + "\"}";
    return span + "}\n";
}

/// What came of the spans, but for their own rows, places and services.
std::string read(const std::vector<std::string>& drawn) {
    std::string text;
    for (const std::string& span : drawn)
        text += spanOf(span);
    std::string out;
    for (const std::string& line : readAs("zipkin-traces", text).lines)
        if (const std::string what = line.substr(line.find(' ') + 1); what != "joined" && !what.starts_with("service"))
            out += what + "\n";
    return out;
}

} // namespace

TEST_CASE("traces: calls, errors and latencies are told per edge and minute", "[importers]") {
    std::vector<std::string> spans;
    for (int i = 1; i <= 20; ++i) { // 1 to 20 ms within one minute
        const std::string n = std::to_string(i);
        spans.push_back("web a" + n + " - - 12:10 30");
        spans.push_back("cart b" + n + " a" + n + " SERVER 12:11 " + n + (i > 15 ? " !" : ""));
    }
    spans.push_back("web c - - 14:59.9 9");
    spans.push_back("cart d c SERVER 14:59.95 200");
    CHECK(read(spans) == "dependency web -> cart unknown why=21 calls in traces basis=observed\n"
                         "sample cart/calls{client=\"web\"}[/min] 2020-11-25T13:12:00Z 20\n"
                         "sample cart/calls{client=\"web\"}[/min] 2020-11-25T13:14:00Z 1\n"
                         "sample cart/errors{client=\"web\"}[%] 2020-11-25T13:12:00Z 25\n"
                         "sample cart/errors{client=\"web\"}[%] 2020-11-25T13:14:00Z 0\n"
                         "sample cart/latency_p50{client=\"web\"}[ms] 2020-11-25T13:12:00Z 10\n"
                         "sample cart/latency_p50{client=\"web\"}[ms] 2020-11-25T13:14:00Z 200\n"
                         "sample cart/latency_p95{client=\"web\"}[ms] 2020-11-25T13:12:00Z 19\n"
                         "sample cart/latency_p95{client=\"web\"}[ms] 2020-11-25T13:14:00Z 200\n");
    std::reverse(spans.begin(), spans.end()); // traces come in any order
    CHECK(read(spans).find("calls{client=\"web\"}[/min] 2020-11-25T13:12:00Z 20\n") != std::string::npos);
}

TEST_CASE("traces: the caller's span of a call is the one measured; a retry within it counts by its own",
          "[importers]") {
    const std::string once = read({"web a - CLIENT 12:10 90", "cart b a SERVER 12:10.01 70 !"});
    CHECK(once.find("latency_p50{client=\"web\"}[ms] 2020-11-25T13:12:00Z 90\n") != std::string::npos);
    CHECK(once.find("errors{client=\"web\"}[%] 2020-11-25T13:12:00Z 100\n") != std::string::npos); // either end says so
    const std::string twice =
        read({"web a - CLIENT 12:10 90", "cart b a SERVER 12:10.01 70", "cart c a SERVER 12:10.08 7"});
    CHECK(twice.find("calls{client=\"web\"}[/min] 2020-11-25T13:12:00Z 2\n") != std::string::npos);
    CHECK(twice.find("latency_p50{client=\"web\"}[ms] 2020-11-25T13:12:00Z 7\n") != std::string::npos);
    CHECK(twice.find("latency_p95{client=\"web\"}[ms] 2020-11-25T13:12:00Z 90\n") != std::string::npos);
}

TEST_CASE("traces: a peer without spans of its own is called once, one with spans by those", "[importers]") {
    CHECK(read({"cart a - CLIENT 12:10 5 >db", "cart b a CLIENT 12:10 4 >db"}) // a driver within a driver
              .starts_with("dependency cart -> db unknown why=1 call in traces"));
    CHECK(read({"cart a - CLIENT 12:10 5 >payments", "pay b a SERVER 12:10 4"})
              .starts_with("dependency cart -> pay unknown why=1 call in traces"));
    CHECK(read({"cart a - CLIENT 12:10 5 >payments", "pay b a SERVER 12:10 4"}).find("payments") == std::string::npos);
    CHECK(read({"cart a - CLIENT 12:10 5 >cart"}).empty());
    CHECK(read({"cart a - SERVER 12:10 5 >web"}).empty()); // who calls is no dependency of who is called
}

TEST_CASE("traces: spans of one service make no edge, and a span that names itself as parent no circle",
          "[importers]") {
    CHECK(read({"cart a - SERVER 12:10 5", "cart b a - 12:10 4", "cart c b - 12:10 3"}).empty());
    CHECK(read({"cart a a SERVER 12:10 5"}).find("dependency") == std::string::npos);
    CHECK(read({"cart a b - 12:10 5", "pay b a - 12:10 5"}).find("cart -> pay") != std::string::npos);
}

TEST_CASE("traces: clocks that differ, parents that are missing and repeated spans are counted and told",
          "[importers]") {
    const auto remarks = [](const std::vector<std::string>& spans) {
        const std::string all = read(spans);
        return all.find("remark") == std::string::npos ? std::string() : all.substr(all.find("remark"));
    };
    CHECK(remarks({"web a - CLIENT 12:10 90", "cart b a SERVER 12:10.01 70"}).empty());
    CHECK(
        remarks({"web a - CLIENT 12:10 90", "cart b a SERVER 12:09.99 70"}) ==
        "remark, calls that start before their callers' spans: 1 of 1; the clocks of their hosts differ, and the times "
        "were left as they are\n");
    CHECK(read({"web a - - 12:10 90", "cart b a SERVER 11:59.99 70"}).find("13:11:00Z 1\n") != std::string::npos);
    CHECK(remarks({"cart b a SERVER 12:10 70"}) ==
          "remark, spans that name a parent which is not in this file: 1 of 1; who called them is not known\n");
    CHECK(remarks({"cart b - SERVER 12:10 70", "cart b - SERVER 12:10 70"}) ==
          "remark, spans that came more than once and were counted once: 1\n");
}
