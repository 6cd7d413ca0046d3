// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/incident_grid.h"

namespace foreshock {

/// "Plateau (inferred)": a resource climbed to a record height and then stood still, as one does at a limit.
struct Ceiling {
    double weight = 0; ///< 0 none; .25 near record; .4 at record; 1 at record and frozen or bent
    Minute minute = 0; ///< the break that was scored
};

/// Looks for a ceiling that held until the onset, at the onset and every 5 min back to 4 h before it.
///
/// Record: the median after the break is over the 98 % quantile of the history less its last 20 samples, and ≥ 6 noise
/// units over its first third. Frozen: step noise under .4 of before, and drift under 2 units. Bent: the slope falls
/// under .35 of before. Longer than 1 min before the onset only a frozen series counts: a bend is what the end of any
/// rollout looks like. y must be bad upwards (mirror it otherwise). Cost: up to 48 medians of the history. Assumes
/// ≥ 60 samples of history.
Ceiling ceilingBefore(View y, Minute onset);

/// The same for the onset of an incident; also 1 where samples pile up at the very top around it (20 min before to 25
/// after): cut off at a limit while the load still falls back from it at times. A bend counts only within 12 min before
/// the onset.
Ceiling ceilingAtOnset(View y, Minute onset);

/// Where a plateau stands and since when it is seen.
struct Plateau {
    double level = 0; ///< a value that a quarter of the samples share, and none is beyond; else their median
    Minute since = 0; ///< first minute from which it stays within 2 noise units of the level
};
/// Of the samples from the break to 25 min after the onset, as medians of 5 min; noise unit: the plateau's own, at
/// least a quarter of the history's. sign −1: a floor.
Plateau plateauOf(View y, int sign, Minute brk, Minute onset);

} // namespace foreshock
