// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/metrics/metrics_csv_reader.h"

#include "model/base/text.h"

#include <charconv>
#include <cmath>
#include <limits>

namespace foreshock {
namespace {

/// The value of a cell; NaN for an empty one, for "NaN" and its kin and for infinities; null if it is no number.
std::optional<double> valueOf(std::string_view cell) {
    constexpr double kNull = std::numeric_limits<double>::quiet_NaN();
    cell = trimmed(cell);
    if (cell.empty())
        return kNull;
    if (cell.front() == '+')
        cell.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (error == std::errc() && end == cell.data() + cell.size())
        return std::isfinite(value) ? value : kNull;
    const std::string word = lowered(cell);
    if (word == "null" || word == "none" || word == "na" || word == "n/a" || word == "-")
        return kNull;
    return std::nullopt;
}

} // namespace

Result<void> MetricsCsvReader::line(const Line& line) {
    m_rows.feed(line);
    return rows();
}

Result<void> MetricsCsvReader::ended() {
    m_rows.end();
    return rows();
}

Result<void> MetricsCsvReader::rows() {
    while (const CsvRow* next = m_rows.next()) {
        if (trimmed(next->text).empty())
            continue;
        if (Result<void> done = m_columns ? row(*next) : header(*next); !done)
            return done;
    }
    return {};
}

Result<void> MetricsCsvReader::header(const CsvRow& row) {
    MetricsColumns columns = metricsColumns(row.fields);
    if (!columns.missing.empty())
        return Error{ErrorCode::Format, "the header has no column " + columns.missing + "; found: " + columns.found,
                     "line " + std::to_string(row.place.line),
                     "Name the columns timestamp, service, metric, value and perhaps unit, instance, version"};
    m_columns = std::move(columns);
    return {};
}

Result<void> MetricsCsvReader::row(const CsvRow& row) {
    if (!row.problem.empty())
        return sink().reject(row.place, row.problem, row.text);
    if (row.fields.size() != m_columns->count)
        return sink().reject(row.place,
                             std::to_string(row.fields.size()) + " columns where the header names " +
                                 std::to_string(m_columns->count),
                             row.text);
    const std::string_view timeText = trimmed(row.fields[m_columns->timestamp]);
    const std::optional<Instant> time = clock().read(timeText, row.place);
    if (!time)
        return sink().reject(row.place, "\"timestamp\" is no time: " + std::string(clipped(timeText, 60)), row.text);
    const std::optional<double> value = valueOf(row.fields[m_columns->value]);
    if (!value)
        return sink().reject(
            row.place, "\"value\" is no number: " + std::string(clipped(row.fields[m_columns->value], 60)), row.text);
    if (row.fields[m_columns->metric].empty())
        return sink().reject(row.place, "no \"metric\"", row.text);
    const Result<std::int64_t> series = seriesOf(row);
    if (!series)
        return series.error();
    return sink().sample(*series, {*time, *value}, row.place);
}

Result<std::int64_t> MetricsCsvReader::seriesOf(const CsvRow& row) {
    const auto cell = [&](std::optional<std::size_t> column) {
        return column ? row.fields[*column] : std::string_view();
    };
    SeriesDraft draft;
    draft.service = serviceName(cell(m_columns->service));
    draft.instance = cell(m_columns->instance);
    draft.version = cell(m_columns->version);
    draft.metric = cell(m_columns->metric);
    draft.unit = cell(m_columns->unit);
    m_key.clear();
    for (const std::string_view text : {draft.service, draft.instance, draft.version, draft.metric, draft.unit}) {
        m_key += text;
        m_key += '\0';
    }
    if (const auto known = m_series.find(m_key); known != m_series.end())
        return known->second;
    const Result<std::int64_t> series = sink().series(draft);
    if (series)
        m_series.emplace(m_key, *series);
    return series;
}

} // namespace foreshock
