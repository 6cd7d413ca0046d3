// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/releases/instance_rows.h"
#include "model/analysis/releases/rollout.h"

#include <map>
#include <optional>
#include <vector>

namespace foreshock {

/// Calls whose success broke: caller and callee (the same for a service's own series), seconds of the first bad minute.
using DegradedCalls = std::map<std::pair<int, int>, double>;

/// The first minute at which a call healthy before `start` loses success: mean − max(3σ, 2 points), σ ≥ .5 point, of at
/// least three minutes before. Minutes from `start` − 60 s to `until` are looked at.
DegradedCalls degradedCalls(const std::vector<InstanceRows>& rows, double start, double until);

/// What the instances of one rollout show beside those that it has not touched yet.
struct ReleaseFeatures {
    double gap = 0;     ///< old minus new instances' success, in points, as the service sees it
    double callGap = 0; ///< the same of the calls that they make
    double silence = 0; ///< nats: new instances should have been active by their old neighbours, and were not
    double cpu = 0;     ///< ln(new / old)
    double latency = 0; ///< ln(new / old)
    double lag = 0;     ///< minutes from its first step's end to the first degraded call; < 0: after it
    double reach = .5;  ///< share of degraded calls whose caller depends on the service
    double near = 0;    ///< share of degraded calls with it as an end

    std::optional<double> newSuccess, oldSuccess; ///< behind `gap`, or where there is none, of all calls
    double expectedMinutes = 0, activeMinutes = 0;
    SeriesRef gapSeries;
    bool isCompared = false; ///< new and old instances were seen, or new ones should have been

    double canary() const; ///< nats: what sets new instances apart
    double timing() const;
    double place() const;
    double score() const { return canary() + timing() + place(); }
};

/// Times in seconds on the rows' axis. `before`: the first start of all rollouts.
ReleaseFeatures releaseFeatures(const CauseCase& incident, const Rollout& rollout,
                                const std::vector<InstanceRows>& rows, const DegradedCalls& degraded, double alarm,
                                double before, Instant zero);

} // namespace foreshock
