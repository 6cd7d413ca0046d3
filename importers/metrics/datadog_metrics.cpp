// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/metrics/datadog_metrics.h"

#include "importers/json/document_importer.h"
#include "importers/metrics/metrics_json_reader.h"
#include "importers/metrics/prometheus_series.h"
#include "model/base/text.h"

namespace foreshock {
namespace {

using Json = nlohmann::json;

/// {"status":"ok","series":[{"metric":"trace.http.duration","scope":"service:cart,env:prod","interval":60,
///   "unit":[{"family":"time","name":"second","short_name":"s"},null],
///   "pointlist":[[1606309380000.0,0.35],[1606309440000.0,null]]}]}
/// The scope's tags become service, instance and version, the others stay with the metric.
class DatadogReader final : public MetricsJsonReader {
public:
    using MetricsJsonReader::MetricsJsonReader;

private:
    Result<void> row(const std::string& member, const Json& value, RecordPlace place) override {
        if (member == "series")
            return readSeries(value, place);
        if (member == "error" && !textOf(value).empty())
            return rejectRow(place, "Datadog answered with an error: " + textOf(value), value);
        if (member == "from_date" || member == "to_date") {
            const std::optional<Instant> time = value.is_number() ? timeOf(value, place) : std::nullopt;
            return member == "from_date" ? sink().covers(time, std::nullopt) : sink().covers(std::nullopt, time);
        }
        return {}; // query, group_by, …: what was asked
    }

    Result<void> readSeries(const Json& row, RecordPlace place) {
        const Json& points = memberOf(row, "pointlist");
        const std::string metric = textOf(row.is_object() ? row : Json::object(), "metric");
        if (!points.is_array() || metric.empty())
            return rejectRow(place, "a series has \"metric\" and \"pointlist\"", row);
        Labels labels = {{std::string(kNameLabel), metric}};
        const std::string scope = textOf(row, "scope");
        for (const std::string_view tag : split(scope, ','))
            if (const std::size_t colon = tag.find(':'); colon != std::string_view::npos && colon > 0)
                labels.emplace_back(trimmed(tag.substr(0, colon)), trimmed(tag.substr(colon + 1)));
            else if (const std::string_view word = trimmed(tag); !word.empty() && word != "*")
                labels.emplace_back(word, "");
        const PrometheusSeries read = prometheusSeries(std::move(labels));
        std::vector<Sample> samples;
        for (const Json& point : points) {
            const bool isPair = point.is_array() && point.size() == 2;
            const std::optional<Instant> time = isPair ? timeOf(point[0], place) : std::nullopt;
            const std::optional<double> value = isPair ? valueOf(point[1]) : std::nullopt;
            if (time && value)
                samples.push_back({*time, *value});
            else if (Result<void> done = rejectRow(place, "a point is [milliseconds, value]", point); !done)
                return done;
        }
        return give(
            {read.service, read.instance, read.version, read.metric, unitOf(memberOf(row, "unit")), read.environment},
            std::move(samples), place);
    }

    /// [{"short_name":"B"},{"short_name":"s"}] is B/s; null is a plain number.
    static std::string unitOf(const Json& unit) {
        if (!unit.is_array())
            return textOf(unit);
        std::string text;
        for (const Json& part : unit)
            if (part.is_object()) {
                const std::string word = textOf(part, "short_name");
                text += (text.empty() ? "" : "/") + (word.empty() ? textOf(part, "name") : word);
            }
        return text;
    }
};

Recognition judge(const JsonPaths& seen) {
    if (seen.has("series[].pointlist") && seen.has("series[].metric"))
        return {95, "\"series\" with \"metric\" and \"pointlist\""};
    return {0, "the JSON object has no \"series\" with \"metric\" and \"pointlist\""};
}

} // namespace

std::unique_ptr<Importer> datadogMetricsImporter() {
    return std::make_unique<DocumentImporter<DatadogReader>>("datadog-metrics-json", "Datadog metrics query", "M",
                                                             judge);
}

} // namespace foreshock
