// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/incident_grid.h"

#include <span>
#include <vector>

namespace foreshock {

/// How a change moves a series: along its run only, or going on from its start as well (a leak, a growing cache).
enum class ClimbShape { Ramp, RampAndSlope };

/// A change that may have set a series climbing.
struct ClimbCandidate {
    int change = 0;  ///< the caller's number
    int service = 0; ///< where it was made
    Minute start = 0;
    Minute end = 0;
    double prior = 1;   ///< weight against nobody, over 0
    bool isOwn = false; ///< made where such a climb is begun: all others stand against it
};

/// One change's part of a climb.
struct ClimbPart {
    int change = 0;
    double share = 0; ///< of the whole rise, 0 to 1
};

/// Who began the climb of a series?
struct Climb {
    std::vector<ClimbPart> parts; ///< of changes with a share over .001, in the candidates' order
    double residual = 0;          ///< root mean square of what the pieces leave, in the series' unit
    double shareOf(int change) const;
};

/// Minutes to look at: the calm before, up to where the series came to its ceiling.
struct TimeSpan {
    Minute from = 0;
    Minute to = 0;
};

/// The rise of y within the span as a sum of pieces, each a ramp along a run and (if so asked) a hinge at its start.
/// Two kinds of accounts are compared: one in which every piece began at a time of its own, and for each change one in
/// which its run is a piece; both take at most four further pieces of nobody's, one by one while each pays its
/// price (orthogonal matching pursuit: Pati, Rezaiifar and Krishnaprasad 1993): ln n for an amplitude, 2 ln n for a
/// time (Zhang and Siegmund, Biometrics 2007). A change's piece does not pay for its time: that is the evidence for it,
/// with what the account leaves unexplained at min(n·(1−ρ)/(1+ρ), 60) independent samples (ρ: lag-1 correlation of the
/// residuals), each run within what two clocks may be apart (6 min), and later by up to a step where a value stands for
/// several minutes. A change stands against nobody, against changes where the series is and against its own service's,
/// of those only the ones begun within 30 min, not against what happened elsewhere: importing more changes takes
/// nothing from it. `load`: a series that the resource follows by itself (its service's requests), taken out first; may
/// be empty. Under 40 samples nothing is claimed. Falls are pieces as well, but only rises are shared out. Long
/// recordings are looked at in bins of a 150th; runs that begin within one cannot be told apart and share the rise.
/// Cost: candidates × 4 × 140 fits of at most 150 points.
Climb climbOf(View y, View load, std::span<const ClimbCandidate> candidates, TimeSpan span, ClimbShape shape);

} // namespace foreshock
