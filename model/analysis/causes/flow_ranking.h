// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/causes/cause_case.h"
#include "model/analysis/causes/excess_flow.h"

#include <vector>

namespace foreshock {

/// Whether excess flow can be asked, and if not, why.
enum class FlowFit { Fits, NoMetric, NotAdditive, TooFewServices, TooLittlePast };

struct FlowRanking {
    FlowFit fit = FlowFit::NoMetric;
    std::vector<FlowShare> shares; ///< best first
    bool isConvincing = false;
    std::vector<EpochMinute> times;  ///< the rows that were weighed; the first is just before
    std::vector<CauseSeries> series; ///< of each service, by its place in the case; none: data is null
    std::vector<int> steppedOver;    ///< services on the map without the metric
    std::vector<int> uncounted;      ///< services with the metric, without request counts
    double harm = 1;
    bool isAssumed = false; ///< too few request counts: each call is taken to make one call of each callee
    bool isMapEnd = false;  ///< the alarmed service calls nobody on the map: that convicts nobody
};

/// Ranks services by where what was added at the alarmed service arises (see excess_flow.h). Reads the alarm's metric
/// and request counts, one series at a time. Where fewer than half of the services have request counts, calls are
/// assumed, and at least three services must report the metric.
FlowRanking rankByFlow(const CauseCase& incident, SampleSource& samples);

} // namespace foreshock
