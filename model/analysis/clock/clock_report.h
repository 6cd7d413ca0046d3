// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/clock/clock_lag.h"
#include "model/domain/clock_offset.h"

#include <optional>
#include <stop_token>
#include <utility>
#include <vector>

namespace foreshock {

/// What one clock stamped.
struct ClockEvidence {
    ClockNode node;
    std::int64_t records = 0;
    std::vector<double> events; ///< seconds from a moment common to all, in any order
    TraceTimes traces;
    Values traffic; ///< on minutes common to all; empty: none
};

/// Compares every two clocks by the best that they share (trace ids, then events; request rates for the pairs in
/// `calls`), solves one offset for each, and proposes what to add to each source: in each connected piece the clock
/// with the most records is taken as right. At most 40 clocks are compared by events. Null if stopped.
std::optional<ClockReport> clockReport(std::vector<ClockEvidence> evidence,
                                       const std::vector<std::pair<int, int>>& calls, std::stop_token stop = {});

} // namespace foreshock
