// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/columns/mapped_series.h"

#include "importers/text_encoding.h"
#include "model/base/text.h"

#include <algorithm>
#include <cmath>

namespace foreshock {
namespace {

/// "Latency-data-2020-11-25 13_15_00.csv" is the panel Latency; "system.cpu.csv" the chart system.cpu of Netdata.
struct FileWords {
    std::string panel;
    std::string chart;
};

FileWords wordsOf(const std::string& path) {
    std::string stem = path.substr(path.find_last_of("/\\") + 1);
    stem = stem.substr(0, stem.find_last_of('.'));
    FileWords words;
    if (const std::size_t data = stem.find("-data-"); data != std::string::npos && data > 0)
        words.panel = stem.substr(0, data);
    else if (stem.find('.') != std::string::npos && stem.find(' ') == std::string::npos)
        words.chart = stem;
    return words;
}

/// web01/cpu-0/cpu-idle-2020-11-25: host, plugin and type, of collectd's CSV plugin.
SeriesName collectdName(const std::string& path, const std::string& column) {
    std::vector<std::string_view> parts = split(path, '/');
    SeriesName name;
    std::string_view file = parts.back();
    constexpr std::size_t kDate = 11; // "-2020-11-25"
    if (file.size() > kDate && file[file.size() - kDate] == '-' && file[file.size() - 6] == '-' &&
        file[file.size() - 3] == '-')
        file.remove_suffix(kDate);
    name.metric = file.empty() ? std::string_view(column) : file;
    if (parts.size() > 1)
        name.metric = std::string(parts[parts.size() - 2]) + "." + name.metric;
    if (parts.size() > 2)
        name.instance = parts[parts.size() - 3];
    if (column != "value")
        name.metric += "." + column;
    return name;
}

} // namespace

MappedSeries::MappedSeries(const ColumnMap& map, const std::vector<std::string>& header, const ReadSettings& settings,
                           RecordSink& sink)
    : m_decimal(map.decimal)
    , m_service(settings.service)
    , m_sink(&sink) {
    if (map.kind != RowKind::Series)
        return;
    const FileWords words = wordsOf(settings.path);
    const bool isCollectd = map.column(ColumnRole::Time) == "epoch";
    const bool isNetdata = map.column(ColumnRole::Time) == "time" && !words.chart.empty();
    const auto fixed = [&](ColumnRole role) { return map.fixed[static_cast<std::size_t>(role)]; };
    for (const std::string& title : header) {
        Column column;
        column.isSeries = std::find(map.columns.begin(), map.columns.end(), title) == map.columns.end();
        column.name = isCollectd ? collectdName(settings.path, title)
                                 : seriesNameOf(title, words.panel.empty() ? "value" : words.panel);
        if (isNetdata && column.name.service.empty())
            column.name.metric = words.chart + "." + column.name.metric;
        if (!fixed(ColumnRole::Service).empty())
            column.name.service = fixed(ColumnRole::Service);
        if (!fixed(ColumnRole::Unit).empty())
            column.name.unit = fixed(ColumnRole::Unit);
        if (!fixed(ColumnRole::Instance).empty())
            column.name.instance = fixed(ColumnRole::Instance);
        m_columns.push_back(std::move(column));
    }
}

void MappedSeries::lookAt(const std::vector<std::vector<std::string>>& rows) {
    for (std::size_t i = 0; i < m_columns.size(); ++i)
        for (const std::vector<std::string>& row : rows) {
            const std::optional<CellValue> value = cellValue(row[i], m_decimal);
            if (!value || std::isnan(value->value))
                continue;
            m_columns[i].cellUnit = value->unit;
            if (value->value != 0) // Grafana writes some zeros without a unit, or with another
                break;
        }
}

Result<void> MappedSeries::take(Instant time, const std::vector<std::string_view>& cells, std::string_view raw,
                                RecordPlace place) {
    for (std::size_t i = 0; i < m_columns.size() && i < cells.size(); ++i) {
        Column& column = m_columns[i];
        if (!column.isSeries || cells[i].data() == nullptr)
            continue;
        const std::optional<CellValue> value = cellValue(cells[i], m_decimal);
        std::string why;
        if (!value)
            why = "is no number: " + repairedUtf8(clipped(trimmed(cells[i]), 60));
        else if (!value->unit.empty() && column.cellUnit.empty() && !column.handle)
            column.cellUnit = value->unit;
        else if (value->unit != column.cellUnit && value->value != 0 && !std::isnan(value->value))
            why = "has another unit than the cells above: " + repairedUtf8(clipped(trimmed(cells[i]), 60));
        if (!why.empty()) {
            if (Result<void> done = m_sink->reject(place, "\"" + column.name.metric + "\" " + why, raw); !done)
                return done;
            continue;
        }
        const Result<std::int64_t> handle = handleOf(column);
        if (!handle)
            return handle.error();
        if (Result<void> done = m_sink->sample(*handle, {time, value->value}, place); !done)
            return done;
    }
    return {};
}

Result<std::int64_t> MappedSeries::handleOf(Column& column) {
    if (column.handle)
        return *column.handle;
    SeriesDraft draft;
    draft.service = m_service.empty() ? column.name.service : m_service;
    draft.instance = column.name.instance;
    draft.version = column.name.version;
    draft.metric = column.name.metric;
    draft.unit = column.cellUnit.empty() ? column.name.unit : column.cellUnit;
    const Result<std::int64_t> handle = m_sink->series(draft);
    if (handle)
        column.handle = *handle;
    return handle;
}

} // namespace foreshock
