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
    double unclaimed = 0;         ///< share of the rise that began at a time of no candidate
    double residual = 0;          ///< root mean square of what the pieces leave, in the series' unit
    double shareOf(int change) const;
};

/// The rise of y up to `brk` as a sum of at most five pieces, each a ramp along a run and (if so asked) a hinge at its
/// start, taken one by one while each pays 3 ln n (Mallat and Zhang's matching pursuit 1993, orthogonal, with the price
/// of section A: Killick 2012). A piece may begin at any time; what it costs against its own best time tells how likely
/// each change began it (marginal likelihood over candidate times, at n·(1−ρ)/(1+ρ) independent samples, ρ the
/// residuals' lag-1 correlation), each within what two clocks may be apart (6 min). So two changes a few minutes apart
/// share a piece, and a piece that fits no change is nobody's. `load`: a series that the resource follows by itself
/// (its service's requests), taken out first; may be empty. Under 40 samples nothing is claimed. Falls are pieces as
/// well, but only rises are shared out. Cost: O(pieces² × (candidates × 7 + 450) × min(n, 300)).
Climb climbOf(View y, View load, std::span<const ClimbCandidate> candidates, Minute brk, ClimbShape shape);

} // namespace foreshock
