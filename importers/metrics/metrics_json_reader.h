// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/json/whole_json_reader.h"
#include "importers/metrics/series_name.h"
#include "importers/record_clock.h"

#include <optional>
#include <string>
#include <vector>

namespace foreshock {

/// A reader of one JSON document with samples: the clock, and what the answers of all monitoring systems have in
/// common.
class MetricsJsonReader : public WholeJsonReader {
public:
    MetricsJsonReader(const ReadSettings& settings, RecordSink& sink)
        : WholeJsonReader(settings, sink)
        , m_service(settings.service)
        , m_clock(settings, sink) {}

    std::string zoneBasis() const override { return m_clock.basis(); }

protected:
    Result<std::int64_t> handleOf(const SeriesName& name);
    /// A time as text (RFC 3339, an epoch) or as an epoch number.
    std::optional<Instant> timeOf(const nlohmann::json& value, RecordPlace place);
    /// A number, a number as text ("NaN", "12"), or null: a null sample. Nothing: no number.
    static std::optional<double> valueOf(const nlohmann::json& value);
    /// Hands over samples in time order: many answers begin with the newest.
    Result<void> give(const SeriesName& name, std::vector<Sample> samples, RecordPlace place);
    Result<void> rejectRow(RecordPlace place, std::string_view reason, const nlohmann::json& row) {
        return sink().reject(place, reason, excerptOf(row));
    }
    const std::string& service() const { return m_service; } ///< of --service, may be empty

private:
    std::string m_service;
    RecordClock m_clock;
};

/// A member, null if there is none or the row is no object.
const nlohmann::json& memberOf(const nlohmann::json& row, const char* key);

} // namespace foreshock
