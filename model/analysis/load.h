// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/origin.h"
#include "model/analysis/scene.h"

#include <optional>
#include <vector>

namespace foreshock {

/// A traffic series before and at the trouble.
struct TrafficRise {
    int series = 0;
    double ratio = 1;   ///< last 7 min before the alarm over the usual level
    Minute start = 0;   ///< when it left its band, drawn back for slow ramps
    double highest = 9; ///< upper quartile since the onset over the usual level; 9: not known
};

/// Every traffic series with a usual level (≥ 12 samples before the onset) and a value now. Ratio > 1.2 counts as
/// risen.
std::vector<TrafficRise> trafficRises(const Scene& scene, Minute onset, Minute first);

/// Load from outside as an explanation.
struct LoadEvidence {
    double odds = 0;                 ///< 0 to 1, before the prior
    std::optional<TrafficRise> lead; ///< the rise that leads
    std::vector<int> explainedBy;    ///< recorded changes that run at its start
};

/// The strongest traffic rise that leads the onset and enters where no caller reports traffic: P(origins below it) ×
/// logistic(ln(ratio / 1.35) / .08), ÷ 40 if a recorded change on its way runs at its start.
LoadEvidence loadEvidence(const Scene& scene, Minute onset, Minute first, const std::vector<Origin>& origins);

/// A fleet or version series near a likely origin that stepped before the onset, while no recorded change ran there.
struct UnexplainedStep {
    int series = 0;
    Minute minute = 0;
};
std::optional<UnexplainedStep> unexplainedStep(const Scene& scene, Minute onset, const std::vector<Origin>& origins);

} // namespace foreshock
