// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace foreshock {

/// How often suspects of about one probability were right, on simulated incidents (docs/evaluation.md: "suspect of
/// probability…", seeds 1000 to 1399). Nobody measured it on a reader's own.
struct ScoreRecord {
    double from = 0, to = 0; ///< probabilities, the end excluded
    int suspects = 0, right = 0;
};

constexpr int kScoredIncidents = 362;
std::span<const ScoreRecord> scoreRecords();
/// The one that a probability falls into.
const ScoreRecord& scoreRecord(double probability);

} // namespace foreshock
