// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/columns/column_map.h"
#include "importers/columns/mapped_series.h"
#include "importers/importer.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace foreshock {

/// Turns rows of cells into the records that a map says they are. Lives in its reader.
class MappedRecords {
public:
    /// `header`: the columns in the order in which cells come.
    MappedRecords(ColumnMap map, const std::vector<std::string>& header, const ReadSettings& settings,
                  RecordClock& clock, RecordSink& sink);

    /// The first rows, before they are taken: a column's unit stands in its cells.
    void lookAt(const std::vector<std::vector<std::string>>& rows) { m_series.lookAt(rows); }
    /// One cell a column of the header; a view without data is a cell that is not there.
    Result<void> take(const std::vector<std::string_view>& cells, std::string_view raw, RecordPlace place);

private:
    std::string_view at(ColumnRole role) const;
    std::string textAt(ColumnRole role) const;
    std::string_view serviceName() const;
    Result<std::optional<Instant>> end(Instant start, RecordPlace place);
    Result<void> takeLog(Instant time, std::string_view raw, RecordPlace place);
    Result<void> takeSample(Instant time, std::string_view raw, RecordPlace place);
    Result<void> takeChange(Instant time, RecordPlace place);
    Result<void> takeAlarm(Instant time, RecordPlace place);
    Result<void> takeDependency(std::string_view raw, RecordPlace place);

    ColumnMap m_map;
    std::vector<std::size_t> m_index; ///< by role; the header's size: no column
    std::string m_service;
    RecordClock* m_clock;
    RecordSink* m_sink;
    MappedSeries m_series;
    const std::vector<std::string_view>* m_cells = nullptr; ///< of the row in hand
    std::string_view m_raw;
    std::unordered_map<std::string, std::int64_t> m_handles; ///< of one sample a row, by its texts
    std::string m_key;
};

} // namespace foreshock
