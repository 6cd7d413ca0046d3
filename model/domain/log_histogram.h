// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/time.h"

#include <array>
#include <cstdint>
#include <vector>

namespace foreshock {

/// Records by level in equal cells of a range.
struct LogHistogram {
    TimeRange range;
    std::vector<std::array<std::int64_t, 7>> cells; ///< by LogLevel
    double searched = 1;                            ///< how much of the range was looked at

    /// When a cell begins; cells.size() is the end of the last one.
    Instant edge(std::size_t cell) const {
        const double share = static_cast<double>(cell) / static_cast<double>(cells.size());
        return cell >= cells.size()
                   ? range.to
                   : range.from + Duration{static_cast<std::int64_t>(static_cast<double>(range.length().ns) * share)};
    }
};

} // namespace foreshock
