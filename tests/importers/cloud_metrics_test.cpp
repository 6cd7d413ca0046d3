// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/importers/recording_sink.h"

#include <catch2/catch.hpp>

using namespace foreshock;
using namespace foreshock::test;

namespace {

std::string read(const std::string& importer, const std::string& text) {
    std::string out;
    for (const std::string& line : readAs(importer, text).lines)
        out += line.substr(line.find(' ') + 1) + "\n";
    return out;
}

} // namespace

TEST_CASE("cloudwatch: both answers, newest first or not, with nulls and bad rows", "[importers]") {
    CHECK(read("cloudwatch-metrics-json",
               R"({"MetricDataResults":[{"Id":"m1","Label":"cart latency","Timestamps":["2020-11-25T13:16:00Z",)"
               R"("2020-11-25T13:15:00+00:00"],"Values":[12.5,11],"StatusCode":"PartialData"},)"
               R"({"Id":"m2","Label":"","Timestamps":["2020-11-25T13:16:00Z"],"Values":[null]},)"
               R"({"Id":"m3","Label":"x","Timestamps":["2020-11-25T13:16:00Z"],"Values":[]},)"
               R"({"Id":"m4","Label":"y","Timestamps":["never"],"Values":[1]}],"NextToken":"abc",)"
               R"("Messages":[{"Code":"x","Value":"too many"}]})") ==
          "remark, CloudWatch says it is not complete: PartialData\n"
          "sample cart/latency 2020-11-25T13:15:00Z 11\n"
          "sample cart/latency 2020-11-25T13:16:00Z 12.5\n"
          "sample /m2 2020-11-25T13:16:00Z null\n"
          "rejected, a result has \"Timestamps\" and as many \"Values\" | {\"Id\":\"m3\",\"Label\":\"x\",\"Timest\n"
          "rejected, the time is no time | [\"never\",1]\n"
          "remark, there is more: the answer has a NextToken\n"
          "remark, CloudWatch said: too many\n");
    const std::string expected = "sample /CPUUtilization.Average[%] 2020-11-25T13:15:00Z 98\n"
                                 "sample /CPUUtilization.Average[%] 2020-11-25T13:16:00Z 99.1\n"
                                 "sample /CPUUtilization.p99[%] 2020-11-25T13:16:00Z 100\n";
    const std::string points = R"("Datapoints":[{"Timestamp":"2020-11-25T13:16:00Z","Average":99.1,"Unit":"Percent",)"
                               R"("ExtendedStatistics":{"p99":100}},)"
                               R"({"Timestamp":"2020-11-25T13:15:00Z","Average":98,"Unit":"Percent"}])";
    CHECK(read("cloudwatch-metrics-json", R"({"Label":"CPUUtilization",)" + points + "}") == expected);
    CHECK(read("cloudwatch-metrics-json", "{" + points + R"(,"Label":"CPUUtilization"})") == expected);
    CHECK(read("cloudwatch-metrics-json",
               R"({"Label":"x","Datapoints":[{"Timestamp":1},{"Timestamp":"2020-11-25T13:16:00Z"}]})") ==
          "rejected, no \"Timestamp\" that is a time | {\"Timestamp\":1}\n"
          "rejected, no statistic such as \"Average\" | {\"Timestamp\":\"2020-11-25T13:16\n");
}

TEST_CASE("datadog: scope becomes service and labels, the unit is kept", "[importers]") {
    CHECK(
        read(
            "datadog-metrics-json",
            R"({"status":"ok","res_type":"time_series","series":[{"metric":"net.bytes","scope":"service:cart,env:prod,)"
            R"(host:a","unit":[{"short_name":"B"},{"short_name":"s"}],"interval":60,"pointlist":[[1606309440000.0,null],)"
            R"([1606309380000.0,0.35],["x",1]]},{"metric":"m","scope":"*","unit":null,"pointlist":[[1606309380000,1]]},)"
            R"({"scope":"*"}]})") ==
        "rejected, a point is [milliseconds, value] | [\"x\",1]\n"
        "sample cart/net.bytes{env=\"prod\"}[B/s] instance=a environment=prod 2020-11-25T13:03:00Z 0.35\n"
        "sample cart/net.bytes{env=\"prod\"}[B/s] instance=a environment=prod 2020-11-25T13:04:00Z null\n"
        "sample /m 2020-11-25T13:03:00Z 1\n"
        "rejected, a series has \"metric\" and \"pointlist\" | {\"scope\":\"*\"}\n");
}

TEST_CASE("gcp: newest first, integers as texts, distributions as mean and count", "[importers]") {
    CHECK(
        read(
            "gcp-metrics-json",
            R"({"timeSeries":[{"metric":{"type":"run/count","labels":{"code":"500"}},"resource":{"type":"r","labels":)"
            R"({"service_name":"cart","project_id":"p"}},"unit":"1","points":[{"interval":{"endTime":)"
            R"("2020-11-25T13:16:00Z"},"value":{"int64Value":"9007199254740993"}},{"interval":{"endTime":)"
            R"("2020-11-25T13:15:00Z"},"value":{"doubleValue":3.5}},{"interval":{"endTime":"2020-11-25T13:14:00Z"},)"
            R"("value":{"stringValue":"x"}},{"value":{}}]},)"
            R"({"metric":{"type":"run/latency"},"resource":{"labels":{"instance_id":"7"}},"unit":"ms","points":[)"
            R"({"interval":{"endTime":"2020-11-25T13:16:00Z"},"value":{"distributionValue":{"count":"4","mean":12.5}}},)"
            R"({"interval":{"endTime":"2020-11-25T13:15:00Z"},"value":{"distributionValue":{}}}]},)"
            R"({"metric":{}}],"nextPageToken":"x"})") ==
        "rejected, the value is no number | {\"interval\":{\"endTime\":\"2020-1\n"
        "rejected, a point has an \"interval\" with \"endTime\" | {\"value\":{}}\n"
        "sample cart/run/count{code=\"500\"} 2020-11-25T13:15:00Z 3.5\n"
        "sample cart/run/count{code=\"500\"} 2020-11-25T13:16:00Z 9.00719925474e+15\n"
        "sample /run/latency.mean[ms] instance=7 2020-11-25T13:15:00Z null\n"
        "sample /run/latency.mean[ms] instance=7 2020-11-25T13:16:00Z 12.5\n"
        "sample /run/latency.count instance=7 2020-11-25T13:15:00Z 0\n"
        "sample /run/latency.count instance=7 2020-11-25T13:16:00Z 4\n"
        "rejected, a series has \"metric\" with \"type\", and \"points\" | {\"metric\":{}}\n"
        "remark, there is more: the answer has a nextPageToken\n");
}

TEST_CASE("azure: every aggregate a series, a minute without one is a null sample", "[importers]") {
    CHECK(
        read(
            "azure-metrics-json",
            R"({"interval":"PT1M","value":[{"id":"/subscriptions/x/sites/cart/providers/Microsoft.Insights/metrics/Http5xx",)"
            R"("name":{"value":"Http5xx","localizedValue":"y"},"unit":"Count","timeseries":[{"metadatavalues":[{"name":)"
            R"({"value":"Instance"},"value":"a"},{"name":{"value":"code"},"value":"503"}],"data":[{"timeStamp":)"
            R"("2020-11-25T13:15:00Z","total":12.0,"average":1.5},{"timeStamp":"2020-11-25T13:16:00Z","total":3},)"
            R"({"total":1}]}]},{"name":{"value":"Cpu"},"unit":"Percent","timeseries":[{"data":[{"timeStamp":)"
            R"("2020-11-25T13:15:00Z"}]}]},{"unit":"Count"}]})") ==
        "rejected, no \"timeStamp\" that is a time | {\"total\":1}\n"
        "sample cart/Http5xx.average{code=\"503\"} instance=a 2020-11-25T13:15:00Z 1.5\n"
        "sample cart/Http5xx.average{code=\"503\"} instance=a 2020-11-25T13:16:00Z null\n"
        "sample cart/Http5xx.total{code=\"503\"} instance=a 2020-11-25T13:15:00Z 12\n"
        "sample cart/Http5xx.total{code=\"503\"} instance=a 2020-11-25T13:16:00Z 3\n"
        "rejected, no aggregate such as \"average\" in the whole series | {\"timeStamp\":\"2020-11-25T13:15\n"
        "rejected, a metric has a \"name\" and \"timeseries\" | {\"unit\":\"Count\"}\n");
}

TEST_CASE("new relic: NerdGraph and the older API, facets as services", "[importers]") {
    CHECK(read("newrelic-metrics-json",
               R"({"data":{"actor":{"account":{"nrql":{"metadata":{"facets":["a"]},"results":[{"facet":"cart",)"
               R"("beginTimeSeconds":1606309380,"endTimeSeconds":1606309440,"average.duration":0.35,"count":null},)"
               R"({"facet":["pay","5xx"],"beginTimeSeconds":1606309380,"endTimeSeconds":1606309440,)"
               R"("percentile.duration":{"95":0.8}},{"facet":"x","endTimeSeconds":1}]}}}}})") ==
          "sample cart/average.duration 2020-11-25T13:03:00Z 0.35\n"
          "sample cart/count 2020-11-25T13:03:00Z null\n"
          "sample pay/percentile.duration.95{facet2=\"5xx\"} 2020-11-25T13:03:00Z 0.8\n"
          "rejected, a bucket has \"beginTimeSeconds\" | {\"endTimeSeconds\":1,\"facet\":\"x\n");
    CHECK(read("newrelic-metrics-json",
               R"({"facets":[{"name":"cart","timeSeries":[{"beginTimeSeconds":1606309380,"endTimeSeconds":1606309440,)"
               R"("inspectedCount":3,"results":[{"average":0.35}]}]}],"timeSeries":[{"beginTimeSeconds":1606309380,)"
               R"("results":[{"count":4},{}]}],"metadata":{}})") ==
          "sample cart/average 2020-11-25T13:03:00Z 0.35\n"
          "sample /count 2020-11-25T13:03:00Z 4\n"
          "rejected, no number beside the times | {\"beginTimeSeconds\":1606309380\n");
}

TEST_CASE("cloud metrics: other documents of the same members are nobody's", "[importers]") {
    for (const char* text :
         {R"({"series":[{"name":"a","points":[[1,2]]}]})", R"({"value":[{"timeseries":7}]})",
          R"({"timeSeries":[{"points":[1]}]})", R"({"Datapoints":[1,2]})", R"({"data":{"actor":{"account":{}}}})"}) {
        INFO(text);
        CHECK(recognise(specimenOf("x.json", text)).front().recognition.score < kRecognised);
    }
}
