// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/logs/log_histogram.h"

#include <algorithm>

namespace foreshock::store {

Result<LogHistogram> logHistogram(LogResult& result, TimeRange range, int cells, std::stop_token stop) {
    LogHistogram out{range, {}, result.share()};
    if (range.isEmpty() || cells < 1)
        return out;
    const auto count = static_cast<std::size_t>(cells);
    out.cells.resize(count);
    const double width = static_cast<double>(range.length().ns) / cells;
    const auto done = result.tally(
        Duration{static_cast<std::int64_t>(width)},
        [&](Instant time, LogLevel level, const std::string&, std::int64_t records) {
            const double place = std::max(0.0, static_cast<double>((time - range.from).ns) / width);
            out.cells[std::min(static_cast<std::size_t>(place), count - 1)][static_cast<std::size_t>(level)] += records;
        },
        stop, LogResult::Part::Counted);
    if (!done)
        return done.error();
    return out;
}

} // namespace foreshock::store
