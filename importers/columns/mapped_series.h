// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/columns/column_map.h"
#include "importers/importer.h"
#include "importers/metrics/series_name.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace foreshock {

/// A table with one series a column:
///   "Time","cart latency","{job=""pay"", instance=""a:80""}"
///   2020-11-25 13:15:00,350 ms,12%
/// Every cell is a sample, an empty one a null sample. The column's name is split into service and metric by rule
/// (seriesNameOf); its unit stands in the name or in the cells, which are turned into the base unit.
class MappedSeries {
public:
    MappedSeries(const ColumnMap& map, const std::vector<std::string>& header, const ReadSettings& settings,
                 RecordSink& sink);

    void lookAt(const std::vector<std::vector<std::string>>& rows);
    Result<void> take(Instant time, const std::vector<std::string_view>& cells, std::string_view raw,
                      RecordPlace place);

private:
    struct Column {
        SeriesName name;
        bool isSeries = false;
        std::string cellUnit; ///< base unit of its cells; empty: they name none
        std::optional<std::int64_t> handle;
    };
    Result<std::int64_t> handleOf(Column& column);

    std::vector<Column> m_columns;
    DecimalMark m_decimal;
    std::string m_service;
    RecordSink* m_sink;
};

} // namespace foreshock
