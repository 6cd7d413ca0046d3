// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// InfluxDB line protocol, Graphite and StatsD.
#include "tests/importers/recording_sink.h"

#include <catch2/catch.hpp>

using namespace foreshock;
using namespace foreshock::test;

namespace {

std::string read(const std::string& importer, const std::string& text, const ReadOptions& options = {}) {
    std::string out;
    for (const std::string& line : readAs(importer, text, options).lines)
        out += line.substr(line.find(' ') + 1) + "\n";
    return out;
}

std::string best(std::string_view text) {
    const Candidate candidate = recognise(specimenOf("x.txt", text)).front();
    return candidate.recognition.score < kRecognised ? "nobody" : candidate.importer->id();
}

} // namespace

TEST_CASE("influx: fields, escapes, integers, booleans; texts are left out and said", "[importers]") {
    CHECK(read("influx-line",
               "# DML\n# CONTEXT-DATABASE: telegraf\nCREATE DATABASE telegraf WITH NAME autogen\n"
               "cpu\\ load,host=web\\,01,region=eu\\=west,service=cart us\\ er=1.5,n=12i,u=13u,ok=t,no=False,s=\"a, "
               "b=\\\"c\\\" d\" "
               "1606309380\n"
               "cpu\\ load,host=web\\,01,region=eu\\=west,service=cart us\\ er=2,n=12i,s=\"x\" 1606309390123\n"
               "queue,app=pay value=-2.5e3 1606309390123456\n") ==
          "remark, a command to the database is left out\n"
          "sample cart/cpu load.us er{region=\"eu=west\"} instance=web,01 2020-11-25T13:03:00Z 1.5\n"
          "sample cart/cpu load.n{region=\"eu=west\"} instance=web,01 2020-11-25T13:03:00Z 12\n"
          "sample cart/cpu load.u{region=\"eu=west\"} instance=web,01 2020-11-25T13:03:00Z 13\n"
          "sample cart/cpu load.ok{region=\"eu=west\"} instance=web,01 2020-11-25T13:03:00Z 1\n"
          "sample cart/cpu load.no{region=\"eu=west\"} instance=web,01 2020-11-25T13:03:00Z 0\n"
          "remark, the text field \"s\" of this series is left out\n"
          "sample cart/cpu load.us er{region=\"eu=west\"} instance=web,01 2020-11-25T13:03:10.123Z 2\n"
          "sample cart/cpu load.n{region=\"eu=west\"} instance=web,01 2020-11-25T13:03:10.123Z 12\n"
          "sample pay/queue 2020-11-25T13:03:10.123456Z -2,500\n");
}

TEST_CASE("influx: bad lines are rejected one by one", "[importers]") {
    CHECK(read("influx-line",
               "cpu\ncpu a\ncpu a=\ncpu a=1x 1606309380\ncpu a=\"open 1606309380\ncpu a=1\n"
               "cpu a=1 soon\ncpu a=1 -5\ncpu s=\"x\" 1606309380\n,h=a a=1 1606309380\ncpu a=1 b=2 1606309380\n"
               "cpu a=1 1606309380\ncpu a=2 16063094") ==
          "rejected, no blank between measurement and fields | cpu\n"
          "rejected, no field such as usage=1.5: a | cpu a\n"
          "rejected, \"\" is no number, no boolean and no text in quotes | cpu a=\n"
          "rejected, \"1x\" is no number, no boolean and no text in quotes | cpu a=1x 1606309380\n"
          "rejected, a quote opens and is not closed | cpu a=\"open 1606309380\n"
          "rejected, no time: a line without one is stamped by the server that takes it | cpu a=1\n"
          "rejected, \"soon\" is no time since 1970, after March 1973 | cpu a=1 soon\n"
          "rejected, \"-5\" is no time since 1970, after March 1973 | cpu a=1 -5\n"
          "remark, the text field \"s\" of this series is left out\n"
          "rejected, only text fields, no number | cpu s=\"x\" 1606309380\n"
          "rejected, no measurement at the front | ,h=a a=1 1606309380\n"
          "rejected, \"b=2 1606309380\" is no time since 1970, after March 1973 | cpu a=1 b=2 1606309380\n"
          "sample /cpu.a 2020-11-25T13:03:00Z 1\n"
          "rejected, \"16063094\" is no time since 1970, after March 1973 | cpu a=2 16063094\n");
}

TEST_CASE("graphite: paths and tags by rule, None is a null sample", "[importers]") {
    CHECK(read("graphite-text", "servers.web01.cpu.load 0.35 1606309380\n"
                                "stats.timers.cart.latency.p99 None 1606309380\n"
                                "cart.errors;region=eu;host=a 3 1606309380\n"
                                "disk.used;app=pay 4 1606309380\n"
                                "load 5 1606309380\n"
                                "cart.errors;region=eu;host=a 4 1606309440\n"
                                "a.b 1\na.b x 1606309380\na.b 1 -1\na.b 1 1606309380 7\na.b\n"
                                "a.b 1 16063094401\na.b 1 16063094") ==
          "sample /cpu.load instance=web01 2020-11-25T13:03:00Z 0.35\n"
          "sample cart/latency.p99 2020-11-25T13:03:00Z null\n"
          "sample cart/errors{region=\"eu\"} instance=a 2020-11-25T13:03:00Z 3\n"
          "sample pay/disk.used 2020-11-25T13:03:00Z 4\n"
          "sample /load 2020-11-25T13:03:00Z 5\n"
          "sample cart/errors{region=\"eu\"} instance=a 2020-11-25T13:04:00Z 4\n"
          "rejected, no time behind the value | a.b 1\n"
          "rejected, \"x\" is no number | a.b x 1606309380\n"
          "rejected, \"-1\" is no time: seconds since 1970, after March 1973 | a.b 1 -1\n"
          "rejected, more than a path, a value and a time | a.b 1 1606309380 7\n"
          "rejected, no value behind the path | a.b\n"
          "rejected, \"16063094401\" is no time: seconds since 1970, after March 1973 | a.b 1 16063094401\n"
          "rejected, \"16063094\" is no time: seconds since 1970, after March 1973 | a.b 1 16063094\n");
}

TEST_CASE("statsd: types, rates, tags and both kinds of times", "[importers]") {
    CHECK(read("statsd-text", "1606309380 cart.latency:320:330|ms|#env:prod,host:a\n"
                              "2020-11-25T13:03:00Z cart.orders:3|c|@0.5\n"
                              "cart.depth:7|g|T1606309380\n"
                              "cart.depth:7|g\n1606309380 cart.depth:+7|g\n1606309380 cart.depth:x|g\n"
                              "1606309380 cart.depth:7|zz\n1606309380 cart.depth:7|c|@0\nsoon cart.depth:7|g\n") ==
          "sample cart/latency{env=\"prod\"}[ms] instance=a 2020-11-25T13:03:00Z 320\n"
          "sample cart/latency{env=\"prod\"}[ms] instance=a 2020-11-25T13:03:00Z 330\n"
          "sample cart/orders 2020-11-25T13:03:00Z 6\n"
          "sample cart/depth 2020-11-25T13:03:00Z 7\n"
          "rejected, no time before the line or behind |T | cart.depth:7|g\n"
          "rejected, a gauge's change, not its value | 1606309380 cart.depth:+7|g\n"
          "rejected, \"x\" is no number | 1606309380 cart.depth:x|g\n"
          "rejected, no type such as c, g, ms, h, d or s: zz | 1606309380 cart.depth:7|zz\n"
          "rejected, the sampling rate behind @ is above 0 and at most 1 | 1606309380 cart.depth:7|c|@0\n"
          "rejected, no time: soon | soon cart.depth:7|g\n");
}

TEST_CASE("metric lines: --service overrides what the names say", "[importers]") {
    const ReadOptions shop{99, "shop", ""};
    CHECK(read("influx-line", "cpu,app=a v=1 1606309380\n", shop) == "sample shop/cpu.v 2020-11-25T13:03:00Z 1\n");
    CHECK(read("graphite-text", "a.b 1 1606309380\n", shop) == "sample shop/b 2020-11-25T13:03:00Z 1\n");
    CHECK(read("statsd-text", "a.b:1|c|T1606309380\n", shop) == "sample shop/b 2020-11-25T13:03:00Z 1\n");
}

TEST_CASE("metric lines: other texts are left alone", "[importers]") {
    CHECK(best("level=info msg=\"x\" n=1\n") != "influx-line");
    CHECK(best("GET /a=b 1606309380\n") == "nobody");
    CHECK(best("a line of prose with a time 1606309380\n") == "nobody");
    CHECK(best("cart.latency:320|ms\n") == "nobody");
    CHECK(best("cpu a=1\n") == "nobody");
    CHECK(best("a|b|c\nd|e|f\n") == "nobody");
    CHECK(best("once.upon a time\n") == "nobody");
}
