// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/incident_grid.h"
#include "model/analysis/window_sums.h"

#include <map>
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

/// Level (12 min) and slope (30 min) shift of a series at a change, against the same windows at placebo times every
/// 3 min (every 6 where it holds more than 10,000 minutes, and so on) before `stop` (the incident); tail by Student-4
/// on the median and MAD of the placebos (randomisation inference as in Abadie, Diamond and Hainmueller 2010, on times
/// instead of places). Runs too long for random placements are judged against the spread of 12-min means before them.
/// Cost: linear in the series once, in the placebos for each length of a change, of which a few are kept. Assumes that
/// the series wandered before as it would have without the change.
class ShiftTest {
public:
    /// The samples must outlive it.
    ShiftTest(View y, Minute stop);

    /// What it did at a change that ran from `start` to `end`. Null: too close to either end, or too little recorded.
    std::optional<Shift> at(Minute start, Minute end);

private:
    struct Placebos {
        Values minutes, levels, slopes;
    };
    const Placebos& placebos(double length);
    std::optional<Shift> againstPlacebos(Minute start, Minute end);

    View m_y;
    WindowSums m_sums;
    std::map<double, Placebos> m_placebos; ///< by length
};

/// The same for one change.
std::optional<Shift> shiftAt(View y, Minute start, Minute end, Minute stop);

} // namespace foreshock
