// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/time.h"
#include "model/domain/log_window.h"

#include <cstdint>
#include <optional>
#include <string>

namespace foreshock {

/// Which records are looked at: a range, and a query as typed, with "service:X" added for the scope's service.
struct LogQuestion {
    TimeRange range;
    std::string filter;
    bool operator==(const LogQuestion&) const = default;
};

/// Some rows of the log, please. The answer is a LogWindow with the same id, and more of them without rows while the
/// rest is counted; the newest id wins.
struct LogPageWish {
    std::uint64_t id = 0;
    LogQuestion question;
    Instant anchor; ///< row 0 is the first at or after it
    std::int64_t firstRow = 0;
    int count = 0;
    int around = 0;          ///< so many rows before and after each, of those that `beside` lets through
    std::string beside;      ///< the question's filter without what a person typed
    std::string countBeside; ///< a filter whose hits are counted, too; empty: none
    bool operator==(const LogPageWish&) const = default;
};

/// Which row lies nearest to this instant, or is that record? The answer is a LogFound.
struct LogRowWish {
    LogQuestion question;
    Instant at;
    std::optional<LogKey> record;
};

enum class LogStep { Next, Previous };

/// The next or previous row that also fulfils a query, from a record on. The answer is a LogFound.
struct LogStepWish {
    LogQuestion question;
    LogKey from;
    std::string also; ///< "level>=error"; empty: any row
    LogStep step = LogStep::Next;
};

/// Where a row is. It may be counted from another moment than was asked: the view then turns to that.
struct LogFound {
    bool isThere = false;
    std::int64_t row = 0;
    Instant anchor;
    LogQuestion question;                 ///< that it answers
    std::optional<std::int64_t> hit = {}; ///< which of the hits that are counted beside the rows, from 1
};

/// How the records lie over the range, in so many cells. The answer is a LogHistogram, and better ones while the rest
/// is counted.
struct LogHistogramWish {
    LogQuestion question;
    int cells = 0;
    bool operator==(const LogHistogramWish&) const = default;
};

} // namespace foreshock
