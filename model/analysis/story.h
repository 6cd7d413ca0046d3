// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/change_path.h"
#include "model/analysis/placebo.h"

#include <optional>
#include <vector>

namespace foreshock {

/// A series that moved with a change.
struct MovedSeries {
    int series = 0;
    ShiftKind kind = ShiftKind::None; ///< None: its first step fell into the change's run
    double p = 1;                     ///< after counting the tests; 0 for a first step
    double size = 0;                  ///< units, or units a minute
};

/// A resource that climbed with a change to its ceiling before the onset.
struct CeilingReached {
    int series = 0;
    int sign = 1;
    Minute minute = 0; ///< the break
    double weight = 0; ///< of the ceiling, see ceiling.h
    double share = 0;  ///< the change's part of the rise, 0 to 1
};

/// How the movement at the onset compares with the change's own run.
struct ProfileMatch {
    int series = 0;
    double logLikelihood = 0; ///< of the change's ramp; 0 is the best there can be
    double usual = 0;         ///< of random runs
    bool isSymptom = false;   ///< errors or latency: what broke, not what the change did
};

/// One change through one origin: "it broke at once" and "a limit was reached later", with all that was measured.
struct Story {
    int origin = 0; ///< service
    Minute onset = 0;
    ChangePath path;
    double originP = 0;
    double ceiling = 0;      ///< of the origin's own resources
    bool isCalm = false;     ///< the calls that it could have changed did not grow
    bool isTested = false;   ///< some series could be tested for an effect
    double effectBound = 0;  ///< nats, −.7 if nothing moved
    bool isHarmful = false;  ///< the effect goes in the bad direction
    bool hasTouched = false; ///< a neighbour moved with it
    double doseShare = 0;    ///< dose × ceiling, 0 to 1
    double callsShare = 0;   ///< its part in more calls to the origin per request, 0 to 1 (fan_out.h)
    double callsRise = 0;    ///< of those calls against before, .5: half as many again; retries taken off
    Minute lag = 0;          ///< onset − start
    double fast = 0;         ///< odds against a random time, had it shown at once
    double slow = 0;         ///< the same, had a limit been reached later
    double groupWeight = 1;
    std::optional<MovedSeries> effect;
    std::optional<CeilingReached> reached;
    std::optional<ProfileMatch> profile;
    std::vector<MovedSeries> touched;

    /// Nats of the profile term, bounded.
    double profileNats() const;
    /// Nats of the effect term: what a culprit would show against what a decoy would.
    double effectNats() const;
    /// Odds of the timing alone: prompt and slow, weighed by the prior of each.
    double timingOdds() const;
    /// Prior that a change there breaks the origin, after what was seen of calls and neighbours.
    double reach() const;
    /// Nats of the whole story.
    double score() const;
};

} // namespace foreshock
