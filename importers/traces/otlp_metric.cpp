// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/traces/otlp_metric.h"

#include "importers/traces/otlp_values.h"

#include <limits>

namespace foreshock {
namespace {

/// UCUM as Foreshock writes it: "By" is B; "1" and "{request}" are counts.
std::string unitOfUcum(const std::string& unit) {
    return unit == "By" ? "B" : unit == "1" || unit.starts_with('{') ? std::string() : unit;
}

/// A number, or one as text: "7", "NaN", "Infinity".
std::optional<double> numberOf(const Json& value) {
    if (value.is_number())
        return value.get<double>();
    if (const std::optional<std::int64_t> whole = otlpInteger(value))
        return static_cast<double>(*whole);
    const std::string text = textOf(value);
    return text == "NaN" || text == "Infinity" || text == "-Infinity"
               ? std::optional(std::numeric_limits<double>::quiet_NaN())
               : std::nullopt;
}

class MetricPoints {
public:
    MetricPoints(const Json& row, const SeriesName& resource, const Labels& places, RecordDesk& desk)
        : m_name(textAt(row, "name"))
        , m_unit(unitOfUcum(textAt(row, "unit")))
        , m_resource(resource)
        , m_places(places)
        , m_desk(desk) {}

    Result<void> read(const Json& point, bool isPlain) {
        const std::string excerpt = excerptOf(point);
        m_desk.open(m_desk.place(), excerpt);
        const std::optional<Instant> time = otlpTime(m_desk, point, "timeUnixNano");
        if (!time)
            return rejectTime(m_desk, point, "timeUnixNano");
        Labels labels = otlpLabels(otlpAttributes(at(point, "attributes")));
        labels.insert(labels.end(), m_places.begin(), m_places.end());
        const bool isNull = otlpInteger(at(point, "flags")).value_or(0) & 1;
        if (isPlain)
            return give("", m_unit, labels, *time, has(point, "asInt") ? at(point, "asInt") : at(point, "asDouble"),
                        isNull);
        if (Result<void> done = give("_count", "", labels, *time, at(point, "count"), isNull); !done)
            return done;
        if (has(point, "sum"))
            if (Result<void> done = give("_sum", m_unit, labels, *time, at(point, "sum"), isNull); !done)
                return done;
        if (const Json& quantiles = at(point, "quantileValues"); quantiles.is_array())
            for (const Json& quantile : quantiles) {
                Labels own = labels;
                own.emplace_back("quantile", has(quantile, "quantile") ? textAt(quantile, "quantile") : "0");
                if (Result<void> done = give("", m_unit, own, *time, at(quantile, "value"), isNull); !done)
                    return done;
            }
        return {};
    }

private:
    Result<void> give(const char* suffix, const std::string& unit, const Labels& labels, Instant time,
                      const Json& value, bool isNull) {
        const std::optional<double> number =
            isNull ? std::optional(std::numeric_limits<double>::quiet_NaN()) : numberOf(value);
        if (!number)
            return m_desk.reject("the value is no number");
        const std::string metric = m_name + suffix + labelText(labels);
        const std::string& service = m_desk.service().empty() ? m_resource.service : m_desk.service();
        const Result<std::int64_t> series = m_desk.sink().series(
            {service, m_resource.instance, m_resource.version, metric, unit, m_resource.environment});
        if (!series)
            return series.error();
        return m_desk.sink().sample(*series, {time, *number}, m_desk.place());
    }

    std::string m_name;
    std::string m_unit;
    const SeriesName& m_resource;
    const Labels& m_places;
    RecordDesk& m_desk;
};

} // namespace

Result<void> readOtlpMetric(const Json& row, const SeriesName& resource, const Labels& places, RecordDesk& desk) {
    if (textAt(row, "name").empty())
        return desk.reject("a metric without a \"name\"");
    MetricPoints points(row, resource, places, desk);
    for (const char* kind : {"gauge", "sum", "histogram", "exponentialHistogram", "summary"}) {
        const bool isPlain = std::string_view(kind) == "gauge" || std::string_view(kind) == "sum";
        const Json& list = at(at(row, kind), "dataPoints");
        if (!list.is_array())
            continue;
        for (const Json& point : list)
            if (Result<void> done = points.read(point, isPlain); !done)
                return done;
        return {};
    }
    return desk.reject("a metric has \"dataPoints\" in \"gauge\", \"sum\", \"histogram\", \"exponentialHistogram\" or "
                       "\"summary\"");
}

} // namespace foreshock
