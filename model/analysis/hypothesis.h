// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/environment_scope.h"
#include "model/analysis/measurements.h"
#include "model/analysis/origin.h"
#include "model/analysis/story.h"

#include <optional>
#include <stop_token>
#include <vector>

namespace foreshock {

/// A change with every way in which it may have led to the alarms.
struct Hypothesis {
    int change = 0;
    std::vector<Story> stories; ///< empty: no known path to what broke
    bool isLate = false;        ///< began after the first alarm: a response
    bool isElsewhere = false;   ///< made in another environment…
    std::vector<int> shared;    ///< …over these services, which it shares with what alarmed
};

struct HypothesisSet {
    std::vector<Hypothesis> hypotheses; ///< of every change that may be a suspect, in the grid's order
    std::vector<Origin> origins;        ///< reweighed by their own ceilings
    Minute onset = 0;                   ///< the first onset of a likely origin
    int elsewhere = 0;                  ///< changes of another environment that share nothing: no suspects
};

/// A change of another environment is held only against origins that it shares with what alarmed, and is none where it
/// shares nothing; a plan whose run is recorded is none either. Every change against every origin: path, effect on own
/// and neighbouring series, dose, ceiling, profile and timing. Null if stopped. Cost: for each pair with a known path
/// one regression and one placebo test a series nearby.
std::optional<HypothesisSet> hypothesesOf(const Scene& scene, Measurements& measurements, std::vector<Origin> origins,
                                          const AlarmGroup& group, std::stop_token stop);

} // namespace foreshock
