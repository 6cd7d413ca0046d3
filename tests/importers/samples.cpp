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
