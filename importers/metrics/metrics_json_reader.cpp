// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/metrics/metrics_json_reader.h"

#include "importers/metrics/prometheus_number.h"
#include "model/base/text.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace foreshock {

Result<std::int64_t> MetricsJsonReader::handleOf(const SeriesName& name) {
    SeriesDraft draft;
    draft.service = m_service.empty() ? name.service : m_service;
    draft.instance = name.instance;
    draft.version = name.version;
    draft.metric = name.metric;
    draft.unit = name.unit;
    draft.environment = name.environment;
    return sink().series(draft);
}

Result<void> MetricsJsonReader::give(const SeriesName& name, std::vector<Sample> samples, RecordPlace place) {
    if (samples.empty())
        return {};
    std::stable_sort(samples.begin(), samples.end(), [](const Sample& a, const Sample& b) { return a.time < b.time; });
    const Result<std::int64_t> series = handleOf(name);
    if (!series)
        return series.error();
    for (const Sample& sample : samples)
        if (Result<void> done = sink().sample(*series, sample, place); !done)
            return done;
    return {};
}

std::optional<Instant> MetricsJsonReader::timeOf(const nlohmann::json& value, RecordPlace place) {
    if (value.is_string()) {
        const std::string& text = value.get_ref<const std::string&>();
        if (const std::optional<Instant> time = m_clock.read(trimmed(text), place))
            return time;
        const std::optional<Instant> epoch = sampleTime(text);
        return epoch ? m_clock.readEpoch(epoch->ns) : std::nullopt;
    }
    if (value.is_number_integer())
        return m_clock.readEpoch(value.get<std::int64_t>());
    if (!value.is_number())
        return std::nullopt;
    const double number = value.get<double>();
    if (number > 9.2e9 && number == std::floor(number) && number < 9.2e18) // 1.606309380e12: whole milliseconds
        return m_clock.readEpoch(static_cast<std::int64_t>(number));
    return m_clock.readEpoch(number);
}

std::optional<double> MetricsJsonReader::valueOf(const nlohmann::json& value) {
    if (value.is_null())
        return std::numeric_limits<double>::quiet_NaN();
    if (value.is_number()) {
        const double number = value.get<double>();
        return std::isfinite(number) ? number : std::numeric_limits<double>::quiet_NaN();
    }
    if (value.is_boolean())
        return value.get<bool>() ? 1 : 0;
    return value.is_string() ? sampleValue(trimmed(value.get_ref<const std::string&>())) : std::nullopt;
}

const nlohmann::json& memberOf(const nlohmann::json& row, const char* key) {
    static const nlohmann::json none;
    const auto found = row.is_object() ? row.find(key) : row.end();
    return row.is_object() && found != row.end() ? *found : none;
}

} // namespace foreshock
