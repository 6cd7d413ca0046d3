// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/line_reader.h"
#include "importers/metrics/alert_history.h"
#include "importers/metrics/prometheus_series.h"

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace foreshock {

/// # UNIT http_request_seconds seconds
/// http_request_seconds_sum{job="cart",instance="10.0.0.1:8080"} 17.25 1606309380.120 # {trace_id="6f"} 0.67
/// One sample a line: series, value, time (OpenMetrics: seconds, Prometheus: milliseconds), perhaps an exemplar, which
/// is left out. "# UNIT" is read, other comments are not. A line without a time is rejected: a scrape does not say when
/// it was. Memory: one text a series. A line costs no allocation: the series is told from that of the line before, or
/// from the one that followed it last time (scrape after scrape), else by a look-up.
class PrometheusReader final : public LineReader {
public:
    using LineReader::LineReader;

private:
    struct Series {
        std::string text; ///< as it stands in the lines
        bool hasLabels = false;
        std::int64_t handle = 0;
        std::size_t next = 0;             ///< the series of the line after
        std::optional<std::size_t> alert; ///< its handle in the alert history
    };

    Result<void> line(const Line& line) override;
    Result<void> ended() override { return m_alerts.finish(sink(), std::string(serviceName({}))); }
    void comment(std::string_view text);
    static bool isOf(const Series& series, std::string_view text);
    /// The series at the beginning of the line, if it came before.
    std::optional<std::size_t> known(std::string_view text);
    Result<std::size_t> add(std::string_view text, RecordPlace place);
    Result<void> sample(std::size_t series, std::string_view rest, const Line& line);

    std::deque<Series> m_series;
    std::unordered_map<std::string_view, std::size_t> m_byText;
    std::size_t m_last = 0;
    std::size_t m_timeDigits = 0; ///< before the point, of the time read last
    PrometheusUnits m_units;
    AlertHistory m_alerts;
};

} // namespace foreshock
