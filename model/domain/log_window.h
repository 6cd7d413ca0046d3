// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/log_record.h"

#include <cstdint>
#include <vector>

namespace foreshock {

/// Some consecutive rows of a log query's result, in the order (time, source, seq).
struct LogWindow {
    std::int64_t firstRow = 0; ///< of rows.front() among the matching rows
    std::int64_t matching = 0; ///< rows that match the query within the range
    std::int64_t hidden = 0;   ///< rows within the range that do not match
    std::int64_t outside = 0;  ///< rows that match, or would be asked, outside the range
    bool isPartial = false;    ///< a source is still loading
    std::vector<LogRecord> rows;
};

/// How much trouble the log of one service shows, cell by cell over a range.
struct HeatRow {
    ServiceId service;
    std::vector<float> cells; ///< 0 (calm) to 1; NaN: no records
};

} // namespace foreshock
