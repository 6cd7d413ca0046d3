// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/importers/metric_samples.h"

namespace foreshock::test {

std::vector<FileSample> metricSamples() {
    return {
        {"prometheus-text", "dump.txt",
         "{__name__=\"up\", instance=\"127.0.0.1:9190\", job=\"prometheus\"} 1 1606309380123\n"
         "{__name__=\"up\", instance=\"127.0.0.1:9190\", job=\"prometheus\"} NaN 1606309385123\n"},
        {"prometheus-json", "range.json",
         R"({"status":"success","data":{"resultType":"matrix","result":[)"
         R"({"metric":{"__name__":"up","instance":"a:80","job":"cart"},"values":[[1606309380,"1"],[1606309395.781,"NaN"]]},)"
         "\n"
         R"({"metric":{"job":"cart","path":"/"},"values":[[1606309380,"0.25"]]}]}})"
         "\n"},
        {"prometheus-json", "instant.json",
         R"({"status":"success","data":{"resultType":"vector","result":[)"
         R"({"metric":{"__name__":"up","job":"cart"},"value":[1606309380.661,"1"]}]}})"
         "\n"},
        {"series-csv", "Latency-data-2020-11-25 13_15_00.csv",
         "\"Time\",\"cart latency\",\"{job=\"\"pay\"\", instance=\"\"a:80\"\"}\"\n"
         "2020-11-25 13:15:00,350 ms,12%\n"
         "2020-11-25 13:16:00,1.2 s,\n"
         "2020-11-25 13:17:00,,12.5%\n"},
        {"series-csv", "wide.csv", "timestamp,cart.errors,pay.errors\n1606309380,1,2.5\n1606309440,,3\n"},
        {"series-csv", "cpu-idle-2020-11-25", "epoch,value\n1606309380.123,98.5\n1606309390.123,97\n"},
        {"series-csv", "system.cpu.csv", "time,user,system\n2020-11-25 13:17:00,1.5,0.5\n2020-11-25 13:16:00,1,2\n"},
        {"columns-csv", "splunk.csv",
         "\"_raw\",\"_time\",host,source,sourcetype\n"
         "\"13:15:00 ERROR no \"\"backend\"\" at, Route\",\"2020-11-25T13:15:00.000+0000\",kfe-1,/var/log/kfe,kfe\n"
         "ok,\"2020-11-25T13:15:01.000+0000\",kfe-2,/var/log/kfe,kfe\n"},
        {"columns-csv", "kibana.csv",
         "\"@timestamp\",message,\"log.level\",\"service.name\"\n"
         "\"Nov 25, 2020 @ 13:15:00.120\",no backend,error,kfe\n"
         "\"Nov 25, 2020 @ 13:15:01.000\",ok,info,kfe\n"},
        {"columns-csv", "extract.csv",
         "Date,Host,Service,Message,Status\n2020-11-25T13:15:00.000Z,kfe-1,kfe,no backend,error\n"},
        {"columns-csv", "changes.csv",
         "id;start;end;service;kind;title;actor\n"
         "7;25.11.2020 10:44;25.11.2020 11:47;kfe;capacity add;40 servers join;fleetctl\n"
         "8;25.11.2020 12:30;;kbe;cert;two cells;ops\n"},
        {"columns-csv", "alerts.tsv",
         "started at\tended at\tseverity\tstate\tservice\talertname\n"
         "2020-11-25T13:15:00Z\t2020-11-25T14:15:00Z\tcritical\tresolved\tkfe\tPutErrors\n"},
        {"columns-csv", "edges.csv", "source,kind,target\ncart,hard,pay\npay,hidden,db\n"},
        {"columns-csv", "readings.csv",
         "ts;metric;value;unit\n1606309380;cart/latency;1.234,5;ms\n1606309440;cart/latency;;ms\n"},
        {"cloudwatch-metrics-json", "data.json",
         R"({"MetricDataResults":[{"Id":"m1","Label":"cart latency","Timestamps":["2020-11-25T13:16:00Z",)"
         R"("2020-11-25T13:15:00+00:00"],"Values":[12.5,11],"StatusCode":"Complete"}],"Messages":[]})"
         "\n"},
        {"cloudwatch-metrics-json", "statistics.json",
         R"({"Label":"CPUUtilization","Datapoints":[{"Timestamp":"2020-11-25T13:15:00Z","Average":99.1,"Unit":"Percent"}]})"
         "\n"},
        {"datadog-metrics-json", "query.json",
         R"({"status":"ok","series":[{"metric":"http.duration","scope":"service:cart,env:prod","unit":[{"short_name":"s"},)"
         R"(null],"pointlist":[[1606309380000.0,0.35],[1606309440000.0,null]]}]})"
         "\n"},
        {"gcp-metrics-json", "series.json",
         R"({"timeSeries":[{"metric":{"type":"run/count","labels":{"code":"500"}},"resource":{"labels":)"
         R"({"service_name":"cart","project_id":"p"}},"points":[{"interval":{"endTime":"2020-11-25T13:16:00Z"},)"
         R"("value":{"int64Value":"12"}},{"interval":{"endTime":"2020-11-25T13:15:00Z"},"value":{"int64Value":"3"}}]}]})"
         "\n"},
        {"azure-metrics-json", "monitor.json",
         R"({"interval":"PT1M","value":[{"id":"/x/sites/cart/providers/Microsoft.Insights/metrics/Http5xx","name":)"
         R"({"value":"Http5xx"},"unit":"Count","timeseries":[{"metadatavalues":[],"data":[{"timeStamp":)"
         R"("2020-11-25T13:15:00Z","total":12.0},{"timeStamp":"2020-11-25T13:16:00Z"}]}]}]})"
         "\n"},
        {"newrelic-metrics-json", "nerdgraph.json",
         R"({"data":{"actor":{"account":{"nrql":{"results":[{"facet":"cart","beginTimeSeconds":1606309380,)"
         R"("endTimeSeconds":1606309440,"average.duration":0.35}]}}}}})"
         "\n"},
        {"influx-line", "cpu.lp",
         "cpu,host=web01,region=eu\\ west,service=cart usage_user=1.5,count=12i,ok=true 1606309380000000000\n"
         "cpu,host=web01,region=eu\\ west,service=cart usage_user=-2e3,count=13u,ok=F 1606309390000000000\n"
         "requests,app=pay value=7 1606309390000000000\n"},
        {"graphite-text", "carbon.txt",
         "servers.web01.cpu.load 0.35 1606309380\n"
         "cart.latency;region=eu 350 1606309380\n"
         "stats.timers.cart.latency.p99 nan 1606309390\n"},
        {"statsd-text", "statsd.txt",
         "1606309380 cart.latency:320|ms|#env:prod,host:a\n"
         "1606309380 cart.orders:3|c|@0.5\n"
         "cart.depth:7|g|T1606309390\n"},
        {"columns-jsonl", "own.jsonl",
         R"({"begin":"2020-11-25T10:44:00Z","app":{"name":"kfe"},"component":"kfe","type":"capacity","summary":"40 join","by":"ops"})"
         "\n"},
    };
}

} // namespace foreshock::test
