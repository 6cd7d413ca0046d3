// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/id.h"
#include "model/base/time.h"
#include "model/domain/log_record.h"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace foreshock {

/// What a series did in a selected range, beside the equally long stretches right before and after it. Medians of its
/// values, or of the middles of 1,024 equal parts where there are more; none: no sample there.
struct SeriesStats {
    SeriesId series;
    std::optional<double> before, within, after;
    double least = 0, most = 0; ///< within; meaningless without `within`
};

/// What lies in a selected range.
struct SelectionStats {
    TimeRange range;
    std::array<std::int64_t, 7> levels{}; ///< log records by LogLevel
    std::vector<SeriesStats> series;

    std::int64_t records() const {
        std::int64_t sum = 0;
        for (const std::int64_t n : levels)
            sum += n;
        return sum;
    }
    std::int64_t of(LogLevel level) const { return levels[static_cast<std::size_t>(level)]; }
    const SeriesStats* find(SeriesId id) const {
        for (const SeriesStats& s : series)
            if (s.series == id)
                return &s;
        return nullptr;
    }
};

} // namespace foreshock
