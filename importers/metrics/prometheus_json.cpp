// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/metrics/prometheus_json.h"

#include "importers/json/json_paths.h"
#include "importers/metrics/alert_history.h"
#include "importers/metrics/metrics_json_reader.h"

namespace foreshock {
namespace {

using Json = nlohmann::json;

/// {"status":"success","data":{"resultType":"matrix","result":[
///   {"metric":{"__name__":"up","instance":"10.0.0.1:80","job":"cart"},
///    "values":[[1606309380,"1"],[1606309395.781,"NaN"]]}]}}
/// A vector has "value":[time,"1"] instead of "values", a scalar is "result":[time,"1"]. An expression keeps no name:
/// its metric is "value", with the labels that are left. NaN and infinities are null samples. Of a native histogram
/// ("histograms":[[time,{"count":"3","sum":"1.5",…}]]) count and sum are read as two series, its buckets are not.
class PrometheusJsonReader final : public MetricsJsonReader {
public:
    using MetricsJsonReader::MetricsJsonReader;

private:
    std::vector<std::string_view> opened() const override { return {"data"}; }

    Result<void> row(const std::string& member, const Json& value, RecordPlace place) override {
        if (member == "status" || member == "data.resultType" || member == "data.stats" || member == "isPartial" ||
            member == "stats")
            return {};
        if (member == "error" || member == "errorType")
            return rejectRow(place, "the server answered with an error: " + textOf(value), value);
        if (member == "warnings" || member == "infos")
            return sink().remark(place, "the server said: " + textOf(value), {});
        if (member != "data.result")
            return sayUnread(member, place);
        if (value.is_object())
            return readSeries(value, place);
        return readScalar(value, place);
    }

    Result<void> readSeries(const Json& row, RecordPlace place) {
        const Json& metric = memberOf(row, "metric");
        if (!metric.is_object())
            return rejectRow(place, "a series has labels in \"metric\"", row);
        Labels labels;
        for (const auto& [name, text] : metric.items())
            labels.emplace_back(name, textOf(text));
        if (memberOf(row, "values").is_array() || memberOf(row, "value").is_array())
            if (Result<void> done = readSamples(row, labels, place); !done)
                return done;
        if (memberOf(row, "histograms").is_array() || memberOf(row, "histogram").is_array())
            return readHistograms(row, labels, place);
        if (!memberOf(row, "values").is_array() && !memberOf(row, "value").is_array())
            return rejectRow(place, "a series has samples in \"values\", \"value\" or \"histograms\"", row);
        return {};
    }

    Result<void> readSamples(const Json& row, const Labels& labels, RecordPlace place) {
        const Result<std::int64_t> series = seriesOf(labels, "");
        if (!series)
            return series.error();
        const std::optional<std::size_t> alert = m_alerts.series(labels, place);
        if (const Json& value = memberOf(row, "value"); value.is_array())
            return readSample(*series, alert, value, place);
        for (const Json& pair : memberOf(row, "values"))
            if (Result<void> done = readSample(*series, alert, pair, place); !done)
                return done;
        return {};
    }

    Result<void> readSample(std::int64_t series, std::optional<std::size_t> alert, const Json& pair,
                            RecordPlace place) {
        if (!pair.is_array() || pair.size() != 2)
            return rejectRow(place, "a sample is [time, \"value\"]", pair);
        const std::optional<Instant> time = timeOf(pair[0], place);
        const std::optional<double> value = valueOf(pair[1]);
        if (!time || !value)
            return rejectRow(place, time ? "the value is no number" : "the time is no time", pair);
        m_alerts.sawTime(*time);
        if (alert)
            m_alerts.sample(*alert, {*time, *value});
        return sink().sample(series, {*time, *value}, place);
    }

    Result<void> readHistograms(const Json& row, const Labels& labels, RecordPlace place) {
        const Json& one = memberOf(row, "histogram");
        const Json list = one.is_array() ? Json::array({one}) : memberOf(row, "histograms");
        for (const char* part : {"count", "sum"}) {
            const Result<std::int64_t> series = seriesOf(labels, std::string("_") + part);
            if (!series)
                return series.error();
            for (const Json& pair : list)
                if (Result<void> done = readSample(
                        *series, std::nullopt,
                        pair.is_array() && pair.size() == 2 ? Json::array({pair[0], memberOf(pair[1], part)}) : pair,
                        place);
                    !done)
                    return done;
        }
        return {};
    }

    /// The elements of "result":[1606309380,"1"] come one by one.
    Result<void> readScalar(const Json& value, RecordPlace place) {
        if (value.is_number() && m_scalarTime.is_null()) {
            m_scalarTime = value;
            m_scalarPlace = place;
            return {};
        }
        const Json pair = Json::array({m_scalarTime, value});
        m_scalarTime = nullptr;
        if (pair[0].is_null())
            return rejectRow(place, "a result is a series, or a time and a value", value);
        const Result<std::int64_t> series = seriesOf({}, "");
        return series ? readSample(*series, std::nullopt, pair, m_scalarPlace) : Result<void>(series.error());
    }

    Result<std::int64_t> seriesOf(Labels labels, const std::string& suffix) {
        const PrometheusSeries read = prometheusSeries(std::move(labels));
        const std::string name = read.name.empty() ? "value" : read.name;
        const std::string rest = read.metric.substr(read.name.size());
        return handleOf({read.service, read.instance, read.version, name + suffix + rest, unitOf(name + suffix, {}),
                         read.environment});
    }

    Result<void> ended() override {
        if (m_scalarTime.is_number())
            if (Result<void> done = rejectRow(m_scalarPlace, "a scalar without its value", m_scalarTime); !done)
                return done;
        return m_alerts.finish(sink(), service());
    }

    AlertHistory m_alerts;
    Json m_scalarTime;
    RecordPlace m_scalarPlace;
};

class PrometheusJsonImporter final : public Importer {
public:
    std::string id() const override { return "prometheus-json"; }
    std::string title() const override { return "answer of the Prometheus HTTP API; ALERTS as alarms"; }
    std::string kinds() const override { return "MA"; }

    Recognition sniff(const Specimen& specimen) const override {
        const JsonPaths seen = jsonPaths(specimen);
        if (!seen.problem.empty())
            return {0, seen.problem};
        if (!seen.has("data.result") || !seen.has("data.resultType"))
            return {0, "the JSON object has no \"data\" with \"resultType\" and \"result\""};
        if (seen.has("data.result[].stream"))
            return {0, "\"result\" holds log streams, not samples"};
        if (seen.has("data.result[].metric"))
            return {92, "\"data\" has \"resultType\" and a \"result\" of series with \"metric\""};
        if (specimen.head.find("\"scalar\"") != std::string_view::npos)
            return {85, "\"data\" has the \"resultType\" scalar"};
        return {seen.has("status") ? 60 : 40, "\"data\" has \"resultType\" and \"result\", but no series in it"};
    }

    std::unique_ptr<Reader> create(const ReadSettings& settings, RecordSink& sink) const override {
        return std::make_unique<PrometheusJsonReader>(settings, sink);
    }
};

} // namespace

std::unique_ptr<Importer> prometheusJsonImporter() {
    return std::make_unique<PrometheusJsonImporter>();
}

} // namespace foreshock
