// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/causes/call_graph.h"
#include "model/analysis/robust.h"

#include <map>
#include <vector>

namespace foreshock {

/// A service's part in what was added at the target.
struct FlowShare {
    int service = 0;
    double score = 0;  ///< share × how surely it is more than noise
    double share = 0;  ///< visits × own / the target's excess
    double z = 0;      ///< own in noise units
    double excess = 0; ///< what was added at the service
    double below = 0;  ///< what of it was added at its callees
    double own = 0;
    double visits = 0; ///< its calls for one of the target
    bool isReached = true;
    int firstRow = -1; ///< of the window, 3 noise units above; −1: none
};

/// What excess flow reads of one service.
struct FlowInput {
    Values normal;       ///< long-run values
    Values window;       ///< values at the target's times, NaN where there is none; the first is just before
    double requests = 0; ///< mean number in the window
};

struct FlowSettings {
    double harm = 1;            ///< −1 where smaller is worse
    double floor = 1e-6;        ///< least noise
    double relativeFloor = .05; ///< of the level, where larger is worse
    double unreached = .7;      ///< factor without a path: maps miss edges more often than flows agree by chance
};

/// Excess-flow attribution: time spent and requests failed are additive along a call tree, so what is added at the
/// target can be accounted for.
///   excess(n)  how far n is above both its long-run median and its level just before, weighted by when it hurt
///   rate(n→c)  calls of c per call of any of its callers
///   own(n)     max(0, excess(n) − Σ rate·excess(c));  visits(n): calls of n for one of the target
///   score      visits·own/excess(target) × logistic(own/noise − 3)
/// Assumes that callers wait for callees one after the other. Linear in services, calls and samples. Best first; empty
/// where the target can't be read.
std::vector<FlowShare> excessFlow(const CallGraph& calls, int target, const std::map<int, FlowInput>& inputs,
                                  const FlowSettings& settings);

/// Is one of the three best more than chance: share ≥ .2, z ≥ 3 and too many samples above the normal 99 %?
bool isConvincing(const std::vector<FlowShare>& shares, const std::map<int, FlowInput>& inputs, double harm);

} // namespace foreshock
