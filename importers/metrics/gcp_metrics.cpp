// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/metrics/gcp_metrics.h"

#include "importers/json/document_importer.h"
#include "importers/metrics/metrics_json_reader.h"
#include "importers/metrics/prometheus_series.h"

namespace foreshock {
namespace {

using Json = nlohmann::json;

/// {"timeSeries":[{"metric":{"type":"run.googleapis.com/request_count","labels":{"response_code":"500"}},
///   "resource":{"type":"cloud_run_revision","labels":{"service_name":"cart","location":"us-east1"}},
///   "metricKind":"DELTA","valueType":"INT64","unit":"1",
///   "points":[{"interval":{"startTime":"2020-11-25T13:15:00Z","endTime":"2020-11-25T13:16:00Z"},
///              "value":{"int64Value":"12"}}]}]}
/// The newest point stands first; a point's time is its interval's end. 64-bit integers are texts. Of a distribution
/// mean and count become two series. Labels that Foreshock has words for are taken out; the project is left out.
class GcpReader final : public MetricsJsonReader {
public:
    using MetricsJsonReader::MetricsJsonReader;

private:
    Result<void> row(const std::string& member, const Json& value, RecordPlace place) override {
        if (member == "timeSeries")
            return readSeries(value, place);
        if (member == "nextPageToken" && !textOf(value).empty())
            return sink().remark(place, "there is more: the answer has a nextPageToken", {});
        if (member == "executionErrors")
            return sink().remark(place, "the server said: " + textOf(memberOf(value, "message")), {});
        return {};
    }

    Result<void> readSeries(const Json& row, RecordPlace place) {
        const std::string type = textOf(memberOf(memberOf(row, "metric"), "type"));
        const Json& points = memberOf(row, "points");
        if (type.empty() || !points.is_array())
            return rejectRow(place, "a series has \"metric\" with \"type\", and \"points\"", row);
        SeriesName name = nameOf(row);
        std::vector<Sample> plain, means, counts;
        for (const Json& point : points) {
            const Json& interval = memberOf(point, "interval");
            const std::optional<Instant> time = timeOf(memberOf(interval, "endTime"), place);
            if (!time) {
                if (Result<void> done = rejectRow(place, "a point has an \"interval\" with \"endTime\"", point); !done)
                    return done;
                continue;
            }
            const Json& value = memberOf(point, "value");
            if (const Json& spread = memberOf(value, "distributionValue"); spread.is_object()) {
                // An empty minute leaves out both.
                counts.push_back({*time, valueOf(spread.contains("count") ? spread["count"] : Json(0)).value_or(0)});
                means.push_back({*time, *valueOf(spread.contains("mean") ? spread["mean"] : Json())});
                continue;
            }
            std::optional<double> number;
            for (const char* member : {"doubleValue", "int64Value", "boolValue"})
                if (value.is_object() && value.contains(member))
                    number = valueOf(value[member]);
            if (number)
                plain.push_back({*time, *number});
            else if (Result<void> done = rejectRow(place, "the value is no number", point); !done)
                return done;
        }
        if (Result<void> done = give(name, std::move(plain), place); !done)
            return done;
        const std::string metric = name.metric;
        const std::size_t labels = metric.find('{');
        const std::string rest = labels == std::string::npos ? std::string() : metric.substr(labels);
        name.metric = metric.substr(0, labels) + ".mean" + rest;
        if (Result<void> done = give(name, std::move(means), place); !done)
            return done;
        name.metric = metric.substr(0, labels) + ".count" + rest;
        name.unit.clear();
        return give(name, std::move(counts), place);
    }

    static SeriesName nameOf(const Json& row) {
        Labels labels;
        for (const char* part : {"metric", "resource"})
            if (const Json& read = memberOf(memberOf(row, part), "labels"); read.is_object())
                for (const auto& [key, text] : read.items())
                    labels.emplace_back(key, textOf(text));
        (void)takeFirst(labels, {"project_id"});
        SeriesName name;
        name.service = takeFirst(labels, {"service_name", "service", "app", "container_name", "module_id",
                                          "function_name", "database_id", "backend_target_name", "job"});
        name.instance = takeFirst(labels, {"pod_name", "instance_name", "instance_id", "revision_name", "task_id"});
        name.version = takeFirst(labels, {"version_id", "version"});
        name.metric = textOf(memberOf(memberOf(row, "metric"), "type")) + labelText(std::move(labels));
        const std::string unit = textOf(row, "unit");
        name.unit = unit == "1" || unit.starts_with('{') ? std::string() : unit == "By" ? std::string("B") : unit;
        return name;
    }
};

Recognition judge(const JsonPaths& seen) {
    if (seen.has("timeSeries[].metric.type") && seen.has("timeSeries[].points"))
        return {95, "\"timeSeries\" with \"metric\" and \"points\""};
    if (seen.has("timeSeries[].metric.type") && seen.has("timeSeries[].resource"))
        return {80, "\"timeSeries\" with \"metric\" and \"resource\""};
    return {0, "the JSON object has no \"timeSeries\" with \"metric\" and \"points\""};
}

} // namespace

std::unique_ptr<Importer> gcpMetricsImporter() {
    return std::make_unique<DocumentImporter<GcpReader>>("gcp-metrics-json", "Google Cloud Monitoring timeSeries", "M",
                                                         judge);
}

} // namespace foreshock
