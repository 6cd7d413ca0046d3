// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/causes/evidence_ranking.h"

#include <optional>
#include <stop_token>

namespace foreshock {

/// What stands out at an alarm, but stood out far more just before it: the rest of an earlier incident (a restarted
/// service fills its memory and caches for minutes after its fault is gone), not the start of this one.
struct EarlierTrouble {
    int service = -1;
    double score = 0; ///< its weight just before
    EpochMinute from = 0;
    EpochMinute to = 0;
};

/// Asks the same question once more, as if the alarm had come earlier: of the window that ends where the alarm's own
/// window begins, knowing nothing later. Null: the first of `now` does not recede. Logs are left out: they speak only
/// for the alarm's own window. Reads every series a second time.
std::optional<EarlierTrouble> recedingTrouble(const CauseCase& incident, SampleSource& samples,
                                              const std::vector<JudgedSeries>& judged, const EvidenceRanking& now,
                                              std::stop_token stop = {});

} // namespace foreshock
