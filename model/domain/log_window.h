// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/log_record.h"

#include <cstdint>
#include <vector>

namespace foreshock {

/// What a record is known by wherever it is shown, in the order of the log: time, source, order of storing.
struct LogKey {
    Instant time;
    std::int64_t source = 0;
    std::int64_t seq = 0;

    static LogKey of(const LogRecord& record) { return {record.time, record.source.value, record.seq}; }
    auto operator<=>(const LogKey&) const = default;
};

/// What stands between a hit and the one before it, where rows around hits are shown, too.
struct LogGap {
    std::vector<LogRecord> behind; ///< right after the hit before
    std::int64_t hidden = 0;       ///< rows between these and those ahead; −1: not known yet
    std::vector<LogRecord> ahead;  ///< right before this hit
};

/// Some consecutive rows of a log query's result, in the order (time, source, seq). Row 0 is the first at or after the
/// anchor of the question, so that rows have numbers before the whole is counted.
struct LogWindow {
    std::int64_t firstRow = 0; ///< of rows.front()
    std::int64_t begin = 0;    ///< the first row that is known: 0, or negative
    std::int64_t matching = 0; ///< rows known to match the query within the range
    std::int64_t hidden = 0;   ///< rows within the range that do not match, as far as was looked
    std::int64_t outside = 0;  ///< rows that match, or would be asked, outside the range
    double searched = 1;       ///< how much of the range was looked at; below 1 more may come
    bool isPartial = false;    ///< a source is still loading
    std::vector<LogRecord> rows;
    /// What stands before each of the rows, and behind the last one of all; empty: rows around hits were not asked for.
    std::vector<LogGap> gaps;
    std::int64_t hits = -1; ///< records that fit the filter while all rows are shown; −1: not counted
    bool areHitsWhole = false;
};

/// How much trouble the log of one service shows, cell by cell over a range.
struct HeatRow {
    ServiceId service;
    std::vector<float> cells; ///< 0 (calm) to 1; NaN: no records
};

} // namespace foreshock
