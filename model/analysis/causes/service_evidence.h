// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/causes/judged_series.h"
#include "model/domain/cause_answer.h"

#include <map>
#include <vector>

namespace foreshock {

/// What speaks for one service, one finding a kind, with the part of it that counts.
using KindsFound = std::map<CauseKind, Found>;

struct ServiceEvidence {
    std::vector<KindsFound> kinds; ///< by service
    std::vector<double> size;      ///< by service: sum of effects, settles ties without looking at names
};

/// Sorts what series and logs say by service and kind. A service's latency counts as far as it did not spend it waiting
/// for its callees; latencies of calls are parted between the two ends: slow towards callees that are quick for others
/// is the caller's, slow for all callers is the callee's.
ServiceEvidence serviceEvidence(const CauseCase& incident, const std::vector<JudgedSeries>& judged,
                                const std::map<ServiceId, Found>& logs);

} // namespace foreshock
