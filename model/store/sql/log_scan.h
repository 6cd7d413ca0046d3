// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/logs/batch_size.h"
#include "model/store/logs/log_reader.h"
#include "model/store/sql/scan_request.h"

#include <array>
#include <memory>
#include <optional>

namespace foreshock::store {

/// What the scans of one statement share; held by the virtual table, made anew when the file has changed.
struct ScanContext {
    Database db; ///< borrowed
    Gate gate;
    std::vector<LogPiece> pieces; ///< of all logs
    std::shared_ptr<Allowance> allowance;
};

/// One pass over `logs`, in the order (time, source, seq). Made by a cursor, on its connection's thread.
class LogScan {
public:
    static constexpr const char* kName = "logs";
    static constexpr const char* kSchema =
        "CREATE TABLE logs (time TEXT, service TEXT, host TEXT, level TEXT, template INTEGER, message TEXT, "
        "source TEXT, line INTEGER, seq INTEGER, time_ns INTEGER, raw BLOB, logs HIDDEN)";
    static constexpr const char* kRows = "SELECT coalesce(sum(logs), 0) FROM main.source";
    static constexpr std::array<ScanColumn, 12> kColumns = {{{"time", ColumnKind::TimeText},
                                                             {"service", ColumnKind::Name, .1},
                                                             {"host", ColumnKind::Name, .05},
                                                             {"level", ColumnKind::Level, .2},
                                                             {"template", ColumnKind::Template, .01},
                                                             {"message", ColumnKind::Message, .01},
                                                             {"source", ColumnKind::Name, .2},
                                                             {"line", ColumnKind::Other},
                                                             {"seq", ColumnKind::Other},
                                                             {"time_ns", ColumnKind::TimeNs},
                                                             {"raw", ColumnKind::Other},
                                                             {"logs", ColumnKind::Query, .01}}};
    static bool isOrderedBy(int column) { return column == 9; }

    /// `used` has a bit for each column that will be read.
    LogScan(std::shared_ptr<const ScanContext> context, const ScanRequest& request, int used);
    Result<void> start();
    bool isAtEnd() const { return m_at >= m_batch.size(); }
    Result<void> advance() { return ++m_at < m_batch.size() ? Result<void>() : load(); }
    void column(sqlite3_context* result, int column) const;
    /// Of the record, whichever scan found it: OR may run several and tells rows apart by it.
    std::int64_t rowId() const { return (m_batch[m_at].source.value << 40) | m_batch[m_at].seq; }

private:
    Result<void> load();

    std::shared_ptr<const ScanContext> m_context;
    LogQuery m_query;
    TimeRange m_range;
    LogResult::Wanted m_wanted;
    std::optional<LogResult> m_result;
    LogResult::Place m_place;
    BatchSize m_size{64};
    std::vector<LogRecord> m_batch;
    std::size_t m_at = 0;
};

} // namespace foreshock::store
