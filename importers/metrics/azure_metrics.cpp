// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/metrics/azure_metrics.h"

#include "importers/json/document_importer.h"
#include "importers/metrics/metrics_json_reader.h"
#include "importers/metrics/prometheus_series.h"
#include "model/base/text.h"

#include <array>

namespace foreshock {
namespace {

using Json = nlohmann::json;
constexpr std::array<const char*, 5> kAggregates = {"average", "total", "minimum", "maximum", "count"};

/// {"timespan":"…","interval":"PT1M","value":[{"id":"/subscriptions/…/providers/Microsoft.Web/sites/cart/providers/
///   Microsoft.Insights/metrics/Http5xx","name":{"value":"Http5xx","localizedValue":"Http Server
///   Errors"},"unit":"Count", "timeseries":[{"metadatavalues":[{"name":{"value":"instance"},"value":"a"}],
///     "data":[{"timeStamp":"2020-11-25T13:15:00Z","total":12.0},{"timeStamp":"2020-11-25T13:16:00Z"}]}]}]}
/// The service is the resource that the id names; every aggregate is a series. A minute without the aggregate that its
/// neighbours have is a null sample.
class AzureReader final : public MetricsJsonReader {
public:
    using MetricsJsonReader::MetricsJsonReader;

private:
    Result<void> row(const std::string& member, const Json& value, RecordPlace place) override {
        if (member == "value")
            return readMetric(value, place);
        if (member == "timespan")
            return readTimespan(textOf(value), place);
        return {}; // cost, interval, namespace: what was asked
    }

    /// "2020-11-25T12:00:00Z/2020-11-25T14:00:00Z": what the answer covers.
    Result<void> readTimespan(const std::string& text, RecordPlace place) {
        const std::size_t slash = text.find('/');
        if (slash == std::string::npos)
            return {};
        return sink().covers(timeOf(text.substr(0, slash), place), timeOf(text.substr(slash + 1), place));
    }

    Result<void> readMetric(const Json& row, RecordPlace place) {
        const std::string metric = textOf(memberOf(memberOf(row, "name"), "value"));
        const Json& list = memberOf(row, "timeseries");
        if (metric.empty() || !list.is_array())
            return rejectRow(place, "a metric has a \"name\" and \"timeseries\"", row);
        if (const std::string code = textOf(row, "errorCode"); !code.empty() && code != "Success")
            if (Result<void> said =
                    sink().remark(place, "the server said: " + code + " " + textOf(row, "errorMessage"), {});
                !said)
                return said;
        for (const Json& series : list)
            if (Result<void> done = readSeries(row, metric, series, place); !done)
                return done;
        return {};
    }

    Result<void> readSeries(const Json& row, const std::string& metric, const Json& series, RecordPlace place) {
        const Json& data = memberOf(series, "data");
        if (!data.is_array())
            return rejectRow(place, "a time series has \"data\"", series);
        Labels labels;
        if (const Json& dimensions = memberOf(series, "metadatavalues"); dimensions.is_array())
            for (const Json& dimension : dimensions)
                labels.emplace_back(lowered(textOf(memberOf(memberOf(dimension, "name"), "value"))),
                                    textOf(memberOf(dimension, "value")));
        const PrometheusSeries read = prometheusSeries(labels);
        std::array<std::vector<Sample>, kAggregates.size()> samples;
        std::array<bool, kAggregates.size()> isThere{};
        bool hasAny = false;
        for (const Json& point : data)
            for (std::size_t i = 0; i < kAggregates.size(); ++i)
                isThere[i] = isThere[i] || (point.is_object() && point.contains(kAggregates[i]));
        for (const bool is : isThere)
            hasAny = hasAny || is;
        for (const Json& point : data) {
            const std::optional<Instant> time = timeOf(memberOf(point, "timeStamp"), place);
            if (!time || !hasAny) {
                if (Result<void> done = rejectRow(place,
                                                  time ? "no aggregate such as \"average\" in the whole series"
                                                       : "no \"timeStamp\" that is a time",
                                                  point);
                    !done)
                    return done;
                continue;
            }
            for (std::size_t i = 0; i < kAggregates.size(); ++i) {
                const std::optional<double> value = valueOf(memberOf(point, kAggregates[i]));
                if (isThere[i] && value)
                    samples[i].push_back({*time, *value});
                else if (isThere[i])
                    if (Result<void> done = rejectRow(place, "the value is no number", point); !done)
                        return done;
            }
        }
        for (std::size_t i = 0; i < kAggregates.size(); ++i) {
            const std::string name = metric + "." + kAggregates[i] + read.metric;
            const bool isCount = std::string_view(kAggregates[i]) == "count";
            if (Result<void> done =
                    give({read.service.empty() ? resourceOf(textOf(row, "id")) : read.service, read.instance,
                          read.version, name, isCount ? std::string() : unitOf(textOf(row, "unit"))},
                         std::move(samples[i]), place);
                !done)
                return done;
        }
        return {};
    }

    /// …/sites/cart/providers/Microsoft.Insights/metrics/Http5xx → cart
    static std::string resourceOf(const std::string& id) {
        const std::size_t end = findNoCase(id, "/providers/Microsoft.Insights");
        if (end == std::string::npos || end == 0)
            return {};
        const std::size_t slash = id.find_last_of('/', end - 1);
        return slash == std::string::npos ? std::string() : id.substr(slash + 1, end - slash - 1);
    }

    static std::string unitOf(const std::string& unit) {
        const std::string word = lowered(unit);
        return word == "percent"                          ? "%"
               : word == "seconds"                        ? "s"
               : word == "milliseconds"                   ? "ms"
               : word == "bytes"                          ? "B"
               : word == "bytespersecond"                 ? "B/s"
               : word == "countpersecond"                 ? "/s"
               : word == "count" || word == "unspecified" ? std::string()
                                                          : unit;
    }
};

Recognition judge(const JsonPaths& seen) {
    if (seen.has("value[].timeseries[].data[].timeStamp"))
        return {95, "\"value\" with \"timeseries\", \"data\" and \"timeStamp\""};
    if (seen.has("value[].timeseries") && seen.has("value[].name.localizedValue"))
        return {75, "\"value\" with \"timeseries\", but without data"};
    return {0, "the JSON object has no \"value\" with \"timeseries\" and \"data\""};
}

} // namespace

std::unique_ptr<Importer> azureMetricsImporter() {
    return std::make_unique<DocumentImporter<AzureReader>>("azure-metrics-json", "Azure Monitor metrics", "M", judge);
}

} // namespace foreshock
