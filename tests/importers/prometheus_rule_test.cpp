// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/alarms/prometheus_rule.h"
#include "tests/importers/recording_sink.h"

#include <catch2/catch.hpp>

using namespace foreshock;
using namespace foreshock::test;

namespace {

std::string drawn(const std::string& expression) {
    AlarmRule rule;
    readExpression(expression, rule);
    return rule.metric + " " + rule.op + (rule.threshold ? " " + std::to_string(*rule.threshold) : "");
}

} // namespace

TEST_CASE("prometheus rule: metric, comparison and threshold of an expression", "[importers]") {
    CHECK(drawn(R"(sum(rate(http_errors_total{job="a > 1"}[5m])) by (pod) > 0.5)") == "http_errors_total > 0.500000");
    CHECK(drawn("up == 0") == "up == 0.000000");
    CHECK(drawn("node_filesystem_avail_bytes / node_filesystem_size_bytes < 0.1") ==
          "node_filesystem_avail_bytes < 0.100000");
    CHECK(drawn("histogram_quantile(0.99, sum by (le) (rate(wait_seconds_bucket[5m]))) >= bool 2") ==
          "wait_seconds_bucket >= 2.000000");
    CHECK(drawn("a > b") == "a ");
    CHECK(drawn("a != 1e3") == "a != 1000.000000");
    CHECK(drawn(R"(absent(up{job="cart"}))") == "up ");
    CHECK(drawn("") == " ");
    CHECK(drawn("1 +") == " ");
}

TEST_CASE("prometheus rule: what is set up is kept, whether it fires or not; recording rules are left out",
          "[importers]") {
    const Reading read =
        readAs("prometheus-rules", R"json({"status":"success","data":{"groups":[{"name":"shop","rules":[
        {"state":"inactive","name":"Full","query":"disk_free < 5","duration":300,"labels":{"severity":"page","service":"db"},"alerts":[],"type":"alerting"},
        {"name":"job:x:sum","query":"sum(x)","type":"recording"},
        {"state":"firing","name":"Down","query":"up == 0","duration":0,"labels":{},"alerts":[
          {"labels":{"alertname":"Down","job":"cart"},"annotations":{},"state":"firing","activeAt":"2020-11-25T13:10:00Z","value":"0"}],"type":"alerting"}]
}]
}
})json");
    CHECK_FALSE(read.isError);
    REQUIRE(read.lines.size() == 4);
    CHECK(read.lines[0].find("alarm rule Full service=db metric=disk_free op=< threshold=5 for=5 min severity=1: "
                             "disk_free < 5") != std::string::npos);
    CHECK(read.lines[1].find("left out") != std::string::npos);
    CHECK(read.lines[2].find("alarm rule Down metric=up op=== threshold=0") != std::string::npos);
    CHECK(read.lines[3].find("alarm ") != std::string::npos);
}

TEST_CASE("incident.json: coverage and alarm rules", "[importers]") {
    const Reading read = readAs("incident-json", R"({"title":"T","zone":"UTC",
        "coverage":[{"source":"changes.jsonl","from":"2020-11-25T00:00:00Z","to":"2020-11-25T06:00:00-08:00"},
                    {"source":"x","from":"2020-11-25T00:00:00","to":"2020-11-26T00:00:00Z"},{"from":"2020-11-25T00:00:00Z"}],
        "alarm_rules":[{"name":"Full","service":"db","metric":"disk_free","rule":"disk_free < 5","op":"<","threshold":5,"for_s":60,"severity":1},{}]})");
    CHECK_FALSE(read.isError);
    CHECK(read.text.find("fact covers:changes.jsonl=2020-11-25T00:00:00Z/2020-11-25T14:00:00Z") != std::string::npos);
    CHECK(read.text.find(
              "alarm rule Full service=db metric=disk_free op=< threshold=5 for=1 min severity=1: disk_free < 5") !=
          std::string::npos);
    CHECK(read.rejected == 3);
}
