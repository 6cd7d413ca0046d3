// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/time.h"
#include "model/domain/log_record.h"

#include <cstdint>
#include <string>

namespace foreshock {

/// Some rows of the log, please. The answer is a LogWindow with the same id; the newest id wins.
struct LogPageWish {
    std::uint64_t id = 0;
    TimeRange range;
    std::string filter; ///< the query as typed, with "service:X" added for the scope's service
    std::int64_t firstRow = 0;
    int count = 0;
    bool operator==(const LogPageWish&) const = default;
};

/// Which row lies nearest to this instant? The answer is showLogRow().
struct LogRowWish {
    TimeRange range;
    std::string filter;
    Instant at;
};

enum class LogStep { Next, Previous };

/// The next or previous row of at least this level, from a row. The answer is showLogRow().
struct LogStepWish {
    TimeRange range;
    std::string filter;
    std::int64_t fromRow = 0;
    LogLevel level = LogLevel::Error;
    LogStep step = LogStep::Next;
};

} // namespace foreshock
