// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/causes/cause_case.h"
#include "model/domain/evidence.h"

#include <string>
#include <vector>

namespace foreshock {

/// Samples of one series of one instance, in seconds from a moment; success in percent, latency in milliseconds.
struct InstanceRows {
    int service = 0;
    int peer = -1;        ///< the callee, of calls that the instance makes
    std::string instance; ///< empty: the whole service
    CauseRole role = CauseRole::Unknown;
    SeriesRef series;
    Values t;
    Values x;
};

/// Success, latency, CPU and traffic of every instance (and success of whole services) within the case's range. Errors
/// are read as failures of a hundred.
std::vector<InstanceRows> instanceRows(const CauseCase& incident, SampleSource& samples, Instant zero);

} // namespace foreshock
