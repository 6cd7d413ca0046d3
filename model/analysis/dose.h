// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/incident_grid.h"

#include <span>
#include <vector>

namespace foreshock {

/// What one change did to a series, as fitted together with its rivals.
struct Contribution {
    int change = 0; ///< the caller's number
    Minute start = 0;
    Minute end = 0;
    double level = 0;   ///< units, reached along the change's run
    double perHour = 0; ///< units an hour from its start on
    double at(Minute t) const;
};

/// A run that may have moved the series.
struct Run {
    int change = 0;
    Minute start = 0;
    Minute end = 0;
};

/// One regression for all changes that can have moved a series: a constant, a trend, and for each change a ramp along
/// its run and a hinge at its start, so that effects are told apart.
///
/// Huber's weights (1.5 × MAD, 3 rounds; Huber 1964) on ridge-penalised least squares (Hoerl and Kennard 1970), solved
/// by Cholesky: O(n·k²), k ≤ 20 columns; of more than 10,000 minutes, means of a few are rows. Reads minutes before
/// `stop`; runs within 15 min of the start or 12 of `stop` are left out. Assumes effects that add up. Empty: fewer than
/// 40 samples or no usable run.
std::vector<Contribution> contributions(View y, std::span<const Run> runs, Minute stop);

} // namespace foreshock
