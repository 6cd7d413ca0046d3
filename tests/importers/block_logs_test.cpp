// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text/logfmt_pairs.h"
#include "model/base/time_text.h"
#include "tests/importers/recording_sink.h"

#include <catch2/catch.hpp>

using namespace foreshock;
using namespace foreshock::test;
using namespace std::string_view_literals;

TEST_CASE("logfmt: quotes, escapes, bare keys and names of every kind", "[importers]") {
    std::vector<LogfmtPair> pairs;
    REQUIRE(splitLogfmt("a=1 b=\"x \\\" y\" slow  c= d=e=f", pairs));
    std::string text;
    for (const LogfmtPair& pair : pairs)
        text += "<" + std::string(pair.key) + ":" + std::string(pair.value) + (pair.hasEscapes ? "\\" : "") + ">";
    CHECK(text == "<a:1><b:x \\\" y\\><slow:><c:><d:e=f>");
    CHECK_FALSE(splitLogfmt("a=\"never closed", pairs));
    CHECK_FALSE(splitLogfmt("a=\"ends in \\", pairs));
    CHECK_FALSE(splitLogfmt("say \"hello\"", pairs));
    CHECK(unescapedLogfmt("a\\n\\u00e9\\\"") == "a\n\xC3\xA9\"");
    CHECK(unescapedLogfmt("\\q") == "\\q");

    CHECK(readAs("logfmt", "ts=1606309953.5 lvl=eror logger=x\n"
                           "t=2020-11-25T05:12:33-0800 lvl=warn host=h app=cart msg=\"a\\tb\"\n"
                           "level=info msg=\"no time\"\n"
                           "time=soon msg=x\n"
                           "time=2020-11-25T13:12:33Z msg=\"cut off\n")
              .text ==
          "1@0 log 2020-11-25T13:12:33.500Z: ts=1606309953.5 lvl=eror logger=x\n"
          "2@34 log 2020-11-25T13:12:33Z level=warning service=cart host=h: a\\tb\n"
          "3@97 rejected, no time under a known key (time, ts, t, timestamp) | level=info msg=\"no time\"\n"
          "4@122 rejected, no time: soon | time=soon msg=x\n"
          "5@138 rejected, not key=value pairs, or a quote that is never closed | "
          "time=2020-11-25T13:12:33Z msg=\n");
}

TEST_CASE("Kubernetes CRI: parts of a stream are joined, beside those of the other", "[importers]") {
    const Reading reading = readAs("kubernetes-cri", "2020-11-25T13:12:33.1Z stdout P one \n"
                                                     "2020-11-25T13:12:33.2Z stderr F ERROR between\n"
                                                     "2020-11-25T13:12:33.3Z stdout P two \n"
                                                     "2020-11-25T13:12:33.4Z stdout F three\n"
                                                     "no container line\n"
                                                     "2020-13-25T13:12:33.4Z stdout F x\n"
                                                     "2020-11-25T13:12:33.5Z stdout F\n"
                                                     "2020-11-25T13:12:33.6Z stderr P never ended\n");
    CHECK(reading.text ==
          "2@37 log 2020-11-25T13:12:33.200Z level=error: ERROR between\n"
          "1@0 log 2020-11-25T13:12:33.100Z: one two three\n"
          "5@158 rejected, it does not begin with a time, a stream name and F or P | no container line\n"
          "6@176 rejected, no time: 2020-13-25T13:12:33.4Z | 2020-13-25T13:12:33.4Z stdout \n"
          "7@210 log 2020-11-25T13:12:33.500Z: \n"
          "8@242 log 2020-11-25T13:12:33.600Z: never ended\n");
    CHECK(reading.raws[1] == "2020-11-25T13:12:33.1Z stdout P one \n2020-11-25T13:12:33.3Z stdout P two \n"
                             "2020-11-25T13:12:33.4Z stdout F three");
}

TEST_CASE("kernel ring buffer: the clock's line or --start dates the boot, nothing else does", "[importers]") {
    const std::string log =
        "[    0.500000] Linux version 6.1\n"
        "<3>[    1.000000][    T1] ata1: failed\n"
        "[    1.500000] rtc_cmos 00:01: setting system clock to 2020-11-25T13:12:33 UTC (1606309953)\n"
        "no bracket\n";
    CHECK(
        readAs("kernel-ring", log).text ==
        "1@0 log 2020-11-25T13:12:32Z service=kernel: Linux version 6.1\n"
        "2@33 log 2020-11-25T13:12:32.500Z level=error service=kernel: ata1: failed\n"
        "3@72 log 2020-11-25T13:12:33Z service=kernel: rtc_cmos 00:01: setting system clock to 2020-11-25T13:12:33 UTC "
        "(1606309953)\n"
        "4@164 rejected, it does not begin with seconds since the boot in brackets | no bracket\n");
    const std::string undated = "[    0.500000] Linux version 6.1\n";
    CHECK(readAs("kernel-ring", undated).text ==
          "1@0 rejected, seconds since a boot that the log does not date: say when it was with --start, or export with "
          "dmesg --time-format iso | [    0.500000] Linux version 6\n");
    ReadOptions options;
    options.start = Instant{1'606'309'953'000'000'000};
    CHECK(readAs("kernel-ring", undated, options).text ==
          "1@0 log 2020-11-25T13:12:33.500Z service=kernel: Linux version 6.1\n");
}

TEST_CASE("MySQL slow log: a record a query, old and new forms of the time", "[importers]") {
    const Reading reading = readAs("mysql-slow", "/usr/sbin/mysqld, Version: 5.6.50 (MySQL). started with:\n"
                                                 "Tcp port: 3306  Unix socket: /run/mysqld.sock\n"
                                                 "# Time: 201125 13:12:33\n"
                                                 "# User@Host: app[app] @ web-1 [10.0.0.1]\n"
                                                 "# Query_time: 2.5  Lock_time: 0.1\n"
                                                 "SELECT 1;\n"
                                                 "# User@Host: app[app] @ web-2 [10.0.0.2]\n"
                                                 "# Query_time: 3.5  Lock_time: 0.1\n"
                                                 "use shop;\n"
                                                 "SET timestamp=1606309954;\n"
                                                 "SELECT 2;\n");
    CHECK(reading.text ==
          "1@0 rejected, the banner of a server that starts, no query | /usr/sbin/mysqld, Version: 5.6\n"
          "2@57 rejected, the banner of a server that starts, no query | Tcp port: 3306  Unix socket: /\n"
          "3@103 log 2020-11-25T13:12:33Z: # Query_time: 2.5  Lock_time: 0.1\\nSELECT 1;\n"
          "7@212 log 2020-11-25T13:12:34Z: # Query_time: 3.5  Lock_time: 0.1\\nuse shop;\\nSET timestamp=1606309954;\\n"
          "SELECT 2;\n");
}

TEST_CASE("journal export: fields of text and of bytes, entries without a time, and what is cut off", "[importers]") {
    const std::string entry = "__CURSOR=s=7\n__REALTIME_TIMESTAMP=1606309953120456\n"
                              "_SOURCE_REALTIME_TIMESTAMP=1606309953000000\n_HOSTNAME=inv-05\nPRIORITY=4\n"
                              "_COMM=cartd\nSYSLOG_IDENTIFIER=cart\n";
    const std::string bytes = entry + std::string("MESSAGE\n\x05\0\0\0\0\0\0\0a\nb\0\xFF\n\n"sv);
    CHECK(readAs("journal-export", bytes).text ==
          "1@0 log 2020-11-25T13:12:33Z level=warning service=cart host=inv-05: a\\nb\\x00\\xFF\n");
    CHECK(readAs("journal-export", "__CURSOR=s=7\nMESSAGE=x\n\n" + entry + "MESSAGE=y").text ==
          "1@0 rejected, the entry has no __REALTIME_TIMESTAMP | __CURSOR=s=7\\nMESSAGE=x\n"
          "4@24 log 2020-11-25T13:12:33Z level=warning service=cart host=inv-05: y\n");
    CHECK(readAs("journal-export", entry + std::string("MESSAGE\n\x05\0\0"sv)).text ==
          "1@0 rejected, the source ends within an entry (cut off?) | __CURSOR=s=7\\n__REALTIME_TIMEST\n");
    CHECK(readAs("journal-export",
                 entry + std::string("MESSAGE\n\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFFz\n\n"sv) + entry + "MESSAGE=y\n\n")
              .stored == 1);
    CHECK(recognise(specimenOf("x", bytes)).front().importer->id() == "journal-export");
}

TEST_CASE("journal JSON: bytes as a list, the program's own time first", "[importers]") {
    CHECK(
        readAs(
            "jsonl-logs",
            R"({"__REALTIME_TIMESTAMP":"1606309953120456","_SOURCE_REALTIME_TIMESTAMP":"1606309953000000","PRIORITY":"3","SYSLOG_IDENTIFIER":"cart","_HOSTNAME":"inv-05","MESSAGE":[97,10,98]})")
            .text == "1@0 log 2020-11-25T13:12:33Z level=error service=cart host=inv-05: a\\nb\n");
}

TEST_CASE("prefixed logs: each container is read by the format that fits it, and keeps its own stack traces",
          "[importers]") {
    CHECK(readAs("docker-compose", "web-1   | 10.0.0.1 - - [25/Nov/2020:13:12:33 +0000] \"GET / HTTP/1.1\" 500 61\n"
                                   "cart-2  | 2020-11-25 13:12:34,120 ERROR [main] c.e.Pool - exhausted\n"
                                   "web-1   | 10.0.0.2 - - [25/Nov/2020:13:12:35 +0000] \"GET /a HTTP/1.1\" 200 1\n"
                                   "cart-2  | java.lang.IllegalStateException: x\n"
                                   "cart-2  | \tat c.e.Pool.take(Pool.java:7)\n"
                                   "web-1   |\n"
                                   "db-1    | no time here\n"
                                   "Attaching to web-1\n")
              .text ==
          "1@0 log 2020-11-25T13:12:33Z service=web: \"GET / HTTP/1.1\" 500 61\n"
          "7@316 rejected, no time in the container's line; export with times: docker compose logs -t, kubectl logs "
          "--timestamps, stern --timestamps | db-1    | no time here\n"
          "8@339 rejected, it does not begin with a container name and a bar | Attaching to web-1\n"
          "2@76 log 2020-11-25T13:12:34.120Z level=error service=cart: exhausted\\njava.lang.IllegalStateException: "
          "x\\n\\tat c.e.Pool.take(Pool.java:7)\n"
          "3@144 log 2020-11-25T13:12:35Z service=web: \"GET /a HTTP/1.1\" 200 1\n");
    CHECK(readAs("kubectl-prefix", "[pod/cart-7d9f-x2k/cart] 2020-11-25T13:12:33.5Z WARN a\n"
                                   "[pod/cart-7d9f-x2k/sidecar] 2020/11/25 13:12:34 [error] b\n")
              .text == "1@0 log 2020-11-25T13:12:33.500Z level=warning service=cart host=cart-7d9f-x2k: a\n"
                       "2@55 log 2020-11-25T13:12:34Z level=error service=sidecar host=cart-7d9f-x2k: b\n");
    CHECK(readAs("stern", "cart-7d9f-x2k8p \xE2\x80\xBA cart 2020-11-25T13:12:33Z a\n"
                          "cart-7d9f-x2k8p cart 2020-11-25T13:12:34Z b\n")
              .text == "1@0 log 2020-11-25T13:12:33Z service=cart host=cart-7d9f-x2k8p: a\n"
                       "2@48 log 2020-11-25T13:12:34Z service=cart host=cart-7d9f-x2k8p: b\n");
    CHECK(recognise(specimenOf("x", "web-1  | no time\nweb-1  | none either\n")).front().recognition.score <
          kRecognised);
}
