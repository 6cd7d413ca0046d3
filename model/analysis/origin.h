// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/alarm_group.h"
#include "model/analysis/onset.h"

#include <optional>
#include <vector>

namespace foreshock {

/// A service that may have broken first, and when.
struct Origin {
    int service = 0;
    Minute minute = 0;
    double p = 0;        ///< over all origins of the search: 1
    bool isSeen = false; ///< by a series of its own
    int uncovered = 0;   ///< alarmed services that do not depend on it
    double ceiling = 0;  ///< of its own resources at that time, 0 to 1
};

struct OriginSearch {
    std::vector<Origin> origins;
    std::vector<std::optional<Onset>> onsets; ///< by series: harm that broke by more than 3 noise units
};

/// Which service broke, and when? Each channel (errors in %, latency in ms…) for itself: own excess is the excess less
/// .7 of the callees' (weighted by the share of calls), × logistic(z − 3); services without such a series inherit half
/// of their callers' own excess, two steps down; alarms of services that no series shows count as an excess. Then ×
/// timing (late and early ones lose) × .5 for each alarmed service it cannot have reached. One origin per onset cluster
/// of 12 min. Cost: one onset search a harm series. Assumes that a fault's excess is passed up to callers, not down.
OriginSearch findOrigins(const Scene& scene, const AlarmGroup& group);

} // namespace foreshock
