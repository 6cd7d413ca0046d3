// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/series.h"
#include "model/store/sql/log_scan.h"

namespace foreshock::store {

/// One pass over `samples`, series by series and in order of time within each; only series that fit are opened.
/// Memory: one series within the range. Made by a cursor, on its connection's thread.
class SampleScan {
public:
    static constexpr const char* kName = "samples";
    static constexpr const char* kSchema = "CREATE TABLE samples (time TEXT, service TEXT, instance TEXT, metric TEXT, "
                                           "unit TEXT, value REAL, time_ns INTEGER)";
    static constexpr const char* kRows = "SELECT coalesce(sum(samples), 0) FROM main.source";
    static constexpr std::array<ScanColumn, 7> kColumns = {{{"time", ColumnKind::TimeText},
                                                            {"service", ColumnKind::Name, .05},
                                                            {"instance", ColumnKind::Name, .05},
                                                            {"metric", ColumnKind::Name, .05},
                                                            {"unit", ColumnKind::Name, .3},
                                                            {"value", ColumnKind::Other},
                                                            {"time_ns", ColumnKind::TimeNs}}};
    static bool isOrderedBy(int) { return false; }

    SampleScan(std::shared_ptr<const ScanContext> context, ScanRequest request, int used);
    Result<void> start();
    bool isAtEnd() const { return m_series >= m_catalogue.size(); }
    Result<void> advance();
    void column(sqlite3_context* result, int column) const;
    /// Of the sample, whichever scan found it: time within a series, mixed with the series.
    std::int64_t rowId() const;

private:
    bool fits(const SeriesInfo& info) const;
    Result<void> load();

    std::shared_ptr<const ScanContext> m_context;
    ScanRequest m_request;
    std::vector<SeriesInfo> m_catalogue; ///< the series that fit
    std::size_t m_series = 0;
    std::vector<Sample> m_page;
    std::size_t m_at = 0;
};

} // namespace foreshock::store
