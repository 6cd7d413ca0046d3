// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/metrics/newrelic_metrics.h"

#include "importers/json/document_importer.h"
#include "importers/metrics/metrics_json_reader.h"

namespace foreshock {
namespace {

using Json = nlohmann::json;

/// NerdGraph:
///   {"data":{"actor":{"account":{"nrql":{"results":[
///     {"facet":"cart","beginTimeSeconds":1606309380,"endTimeSeconds":1606309440,"average.duration":0.35}]}}}}}
/// The older query API, with what was asked behind the results:
///   {"timeSeries":[{"beginTimeSeconds":1606309380,"endTimeSeconds":1606309440,"results":[{"average":0.35}]}],
///    "facets":[{"name":"cart","timeSeries":[…]}],"metadata":{…}}
/// Every number beside the times is a series, its metric the key; the facet is the service (of several the first, the
/// others stay with the metric). A sample's time is the beginning of its bucket.
class NewRelicReader final : public MetricsJsonReader {
public:
    using MetricsJsonReader::MetricsJsonReader;

private:
    std::vector<std::string_view> opened() const override {
        return {"data", "data.actor", "data.actor.account", "data.actor.account.nrql"};
    }

    Result<void> row(const std::string& member, const Json& value, RecordPlace place) override {
        if (member == "data.actor.account.nrql.results")
            return readBucket(value, memberOf(value, "facet"), value, place);
        if (member == "timeSeries")
            return readOlder(value, Json(), place);
        if (member == "facets") {
            const Json& list = memberOf(value, "timeSeries");
            if (!list.is_array())
                return rejectRow(place, "a facet has \"timeSeries\"", value);
            for (const Json& bucket : list)
                if (Result<void> done = readOlder(bucket, memberOf(value, "name"), place); !done)
                    return done;
            return {};
        }
        if (member == "errors")
            return rejectRow(place, "New Relic answered with an error: " + textOf(memberOf(value, "message")), value);
        return {}; // metadata, total, unknownGroup, performanceStats
    }

    Result<void> readOlder(const Json& bucket, const Json& facet, RecordPlace place) {
        const Json& results = memberOf(bucket, "results");
        if (!results.is_array())
            return rejectRow(place, "a bucket has \"results\"", bucket);
        for (const Json& result : results)
            if (Result<void> done = readBucket(bucket, facet, result, place); !done)
                return done;
        return {};
    }

    Result<void> readBucket(const Json& bucket, const Json& facet, const Json& values, RecordPlace place) {
        const std::optional<Instant> time = timeOf(memberOf(bucket, "beginTimeSeconds"), place);
        if (!time || !values.is_object())
            return rejectRow(place, "a bucket has \"beginTimeSeconds\"", bucket);
        bool isRead = false;
        for (const auto& [key, value] : values.items()) {
            if (key == "beginTimeSeconds" || key == "endTimeSeconds" || key == "facet" || key == "comparison" ||
                key == "inspectedCount")
                continue;
            if (value.is_number() || value.is_null()) {
                if (Result<void> done = giveValue(facet, key, value, *time, place); !done)
                    return done;
                isRead = true;
            } else if (value.is_object()) { // percentile: {"95": 0.8}
                for (const auto& [part, number] : value.items())
                    if (number.is_number() || number.is_null()) {
                        if (Result<void> done = giveValue(facet, key + "." + part, number, *time, place); !done)
                            return done;
                        isRead = true;
                    }
            }
        }
        return isRead ? Result<void>() : rejectRow(place, "no number beside the times", bucket);
    }

    Result<void> giveValue(const Json& facet, const std::string& key, const Json& value, Instant time,
                           RecordPlace place) {
        SeriesName name;
        name.metric = key;
        if (facet.is_array() && !facet.empty()) {
            name.service = textOf(facet[0]);
            std::string rest;
            for (std::size_t i = 1; i < facet.size(); ++i)
                rest += (rest.empty() ? "" : ",") + std::string("facet") + std::to_string(i + 1) + "=\"" +
                        textOf(facet[i]) + "\"";
            name.metric += rest.empty() ? "" : "{" + rest + "}";
        } else {
            name.service = textOf(facet);
        }
        const Result<std::int64_t> series = handleOf(name);
        return series ? sink().sample(*series, {time, *valueOf(value)}, place) : Result<void>(series.error());
    }
};

Recognition judge(const JsonPaths& seen) {
    for (const char* list : {"data.actor.account.nrql.results[]", "timeSeries[]", "facets[].timeSeries[]"})
        if (seen.has(std::string(list) + ".beginTimeSeconds"))
            return {95, "results with \"beginTimeSeconds\""};
    return {0, "the JSON object has no NRQL results with \"beginTimeSeconds\""};
}

} // namespace

std::unique_ptr<Importer> newRelicMetricsImporter() {
    return std::make_unique<DocumentImporter<NewRelicReader>>("newrelic-metrics-json", "New Relic NRQL time series",
                                                              "M", judge);
}

} // namespace foreshock
