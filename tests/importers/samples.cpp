// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/importers/samples.h"

#include "importers/text/log_format.h"
#include "resources/resource.h"
#include "tests/importers/metric_samples.h"

namespace foreshock::test {
namespace {

std::vector<FileSample> makeSamples() {
    std::vector<FileSample> samples = {
        {"metrics-csv", "metrics.csv",
         "timestamp,service,metric,value,unit\n"
         "2020-11-25T13:00:00Z,kfe,threads,32768,threads/server\n"
         "2020-11-25T13:01:00Z,kfe,threads,,threads/server\n"
         "2020-11-25T13:02:00Z,kfe,threads,32767.5,threads/server\n"},
        {"metrics-instances-csv", "metrics_instances.csv",
         "timestamp,service,instance,version,metric,value,unit\n"
         "2020-11-25T13:00:00Z,cart,cart-1,1.4.2,errors,0.02,%\n"
         "2020-11-25T13:00:00Z,cart,cart-2,1.5.0,errors,4.1,%\n"},
        {"prometheus-text", "range.om",
         "# HELP http_request_seconds time to answer\n"
         "# TYPE http_request_seconds histogram\n"
         "# UNIT http_request_seconds seconds\n"
         "http_request_seconds_bucket{job=\"cart\",instance=\"10.0.0.1:80\",le=\"+Inf\"} 17 1606309380.12 # "
         "{id=\"6f\"} .67\n"
         "http_request_seconds_bucket{job=\"cart\",instance=\"10.0.0.1:80\",le=\"+Inf\"} 19 1606309440.12\n"
         "http_request_seconds_sum{job=\"cart\",instance=\"10.0.0.1:80\"} 8.25 1606309380.12\n"
         "# EOF\n"},
        {"prometheus-text", "export.prom",
         "node_load1{instance=\"a:9100\",path=\"C:\\\\x \\\"}\\\"\"} 0.31 1606309380123\n"
         "node_load1{instance=\"b:9100\",path=\"/\"} NaN 1606309380123\n"
         "node_load1{instance=\"a:9100\",path=\"C:\\\\x \\\"}\\\"\"} 0.32 1606309395123\n"},
        {"changes-jsonl", "changes.jsonl",
         R"({"id":"chg-1","time":"2020-11-25T10:44:00Z","end_time":"2020-11-25T11:47:00Z","service":"kfe","kind":"capacity_add","title":"40 servers join","basis":"fact"})"
         "\n"
         R"({"id":"chg-2","time":"2020-11-25T12:30:00Z","service":"kbe","kind":"cert_rotation","title":"two cells"})"
         "\n"},
        {"alarms-jsonl", "alarms.jsonl",
         R"({"time":"2020-11-25T13:15:00Z","service":"kfe","metric":"","title":"put errors > 1 %","id":"A1","rule":"put errors > 1 %","severity":1,"end":"2020-11-26T06:23:00Z","basis":"fact"})"
         "\n"
         R"({"time":"2020-11-25T13:19:00Z","service":"cw","metric":"errors","title":"errors"})"
         "\n"},
        {"notes-jsonl", "notes.jsonl",
         R"({"time":"2020-11-25T13:30:00Z","service":"kfe","kind":"decision","text":"team engaged","source":"A1","basis":"fact"})"
         "\n"},
        {"topology-json", "topology.json",
         "{\"services\":[\"cart\",{\"id\":\"kfe\",\"name\":\"front "
         "end\",\"role\":\"routing\",\"on_map_at_start\":false}],\n"
         " \"dependencies\":[{\"from\":\"cart\",\"to\":\"kfe\",\"kind\":\"hard\"},\n  "
         "{\"from\":\"kfe\",\"to\":\"db\",\"kind\":\"hidden\",\"why\":\"a } in a text\"}]}\n"},
        {"incident-json", "incident.json",
         R"({"title":"Threads","zone":"America/Los_Angeles","seen_via":[{"service":"kfe","metric":"errors","via":"cw"}]})"
         "\n"},
        {"jsonl-logs", "logs.jsonl",
         R"({"time":"2020-11-25T13:12:33.120Z","service":"kfe","instance":"kfe-1804","level":"ERROR","message":"route \"lookup\" \u00e9","trace":"6f"})"
         "\n"
         R"({"time":"2020-11-25T13:12:34Z","service":"kfe","instance":"kfe-1805","level":"INFO","message":"ok"})"
         "\n"},
        {"jsonl-logs", "ecs.json",
         R"({"@timestamp":"2020-11-25T13:12:33.120Z","log.level":"error","message":"no backend","service":{"name":"kfe"},"host":{"name":"kfe-1"}})"
         "\n"},
        {"jsonl-logs", "bunyan.log",
         R"({"name":"kfe","hostname":"kfe-1","pid":7,"level":50,"msg":"no backend","time":"2020-11-25T13:12:33.120Z","v":0})"
         "\n"},
        {"jsonl-logs", "zap.log",
         R"({"level":"warn","ts":1606309953.12,"logger":"a","caller":"b.go:7","msg":"no backend"})"
         "\n"},
        {"jsonl-logs", "mongod.log",
         R"({"t":{"$date":"2020-05-01T15:16:17.180+00:00"},"s":"I","c":"NETWORK","id":12345,"ctx":"listener","msg":"Listening on","attr":{"address":"127.0.0.1"}})"
         "\n"},
        {"jsonl-logs", "journal.json",
         R"({"__CURSOR":"s=7;i=4","__REALTIME_TIMESTAMP":"1606309953120456","_HOSTNAME":"inv-05","PRIORITY":"3","SYSLOG_IDENTIFIER":"cart","_SYSTEMD_UNIT":"cart.service","MESSAGE":[112,111,111,108,27,255]})"
         "\n"},
        {"journal-export", "journal.export",
         std::string("__CURSOR=s=7;i=4\n__REALTIME_TIMESTAMP=1606309953120456\n_HOSTNAME=inv-05\nPRIORITY=3\n"
                     "SYSLOG_IDENTIFIER=cart\nMESSAGE=pool exhausted\n\n"
                     "__CURSOR=s=7;i=5\n__REALTIME_TIMESTAMP=1606309954120456\nPRIORITY=6\n_SYSTEMD_UNIT=kfe.service\n"
                     "MESSAGE\n\x07\0\0\0\0\0\0\0one\ntwo\n\n",
                     247)},
        {"kubernetes-cri", "0.log",
         "2020-11-25T13:12:33.120456789Z stderr F pool exhausted, request queued\n"
         "2020-11-25T13:12:34Z stdout F ok\n"},
        {"docker-compose", "compose.log",
         "cart-1      | 2020-11-25T13:12:33.120456789Z pool exhausted, request queued\n"},
        {"kubectl-prefix", "kubectl.log",
         "[pod/cart-7d9f86c5b4-x2k8p/cart] 2020-11-25T13:12:33.120456789Z ERROR pool exhausted\n"},
        {"stern", "stern.log", "cart-7d9f86c5b4-x2k8p cart 2020-11-25T13:12:33.120456789Z pool exhausted\n"},
        {"mysql-slow", "slow.log",
         "# Time: 2020-11-25T13:12:33.120456Z\n# User@Host: app[app] @ web-1 [10.0.0.1]  Id:  4711\n"
         "# Query_time: 2.000123  Lock_time: 0.000050 Rows_sent: 1  Rows_examined: 100000\n"
         "SET timestamp=1606309951;\nSELECT * FROM orders\nWHERE state = 'open';\n"},
        {"kernel-ring", "dmesg.txt",
         "[    1.234567] rtc_cmos 00:01: setting system clock to 2020-11-25T13:12:33 UTC (1606309953)\n"
         "[    1.734567] usb 1-1: new high-speed USB device number 2 using xhci_hcd\n"},
        {"logfmt", "app.log",
         "time=2020-11-25T13:12:33.120Z level=warn service=cart msg=\"pool \\\"orders\\\" exhausted\" waiting=12 slow\n"
         "time=2020-11-25T13:12:34Z level=info msg=ok\n"},
        {"jsonl-logs", "docker-json.log",
         R"({"log":"no backend\n","stream":"stderr","time":"2020-11-25T13:12:33.120456789Z"})"
         "\n"},
    };
    for (FileSample& sample : metricSamples())
        samples.push_back(std::move(sample));
    for (const std::string_view name : resourceNames("formats/")) {
        const LogFormat format = parseLogFormat(resource(name)).value();
        std::string together;
        for (const LogFormat::Sample& sample : format.samples) {
            samples.push_back({format.id, "one.log", sample.text + "\n"});
            together += sample.text + "\n";
        }
        samples.push_back({format.id, "all.log", together});
    }
    samples.insert(samples.end(), feedSamples().begin(), feedSamples().end());
    return samples;
}

} // namespace

const std::vector<FileSample>& fileSamples() {
    static const std::vector<FileSample> samples = makeSamples();
    return samples;
}

} // namespace foreshock::test
