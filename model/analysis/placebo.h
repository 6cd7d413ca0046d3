// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/incident_grid.h"

#include <optional>

namespace foreshock {

enum class ShiftKind { None, Level, Slope };

/// What a series did at a change, judged against what it does at other times.
struct Shift {
    double p = 1;                     ///< chance of so large a shift at a random time (two looks counted)
    ShiftKind kind = ShiftKind::None; ///< None: nothing could be compared
    double size = 0;                  ///< units, or units a minute
    double z = 0;
};

/// Level (12 min) and slope (30 min) shift at a change that ran from `start` to `end`, against the same windows at
/// placebo times every 3 min of the series before `stop` (the incident); tail by Student-4 on the median and MAD of the
/// placebos (randomisation inference as in Abadie, Diamond and Hainmueller 2010, on times instead of places). Runs too
/// long for random placements are judged against the spread of 12-min means before them. Cost: linear, by running sums.
/// Assumes that the series wandered before as it would have without the change. Null: too close to either end, or too
/// little recorded.
std::optional<Shift> shiftAt(View y, Minute start, Minute end, Minute stop);

} // namespace foreshock
