// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/answer.h"

#include <vector>

namespace foreshock {

/// One kind of evidence that speaks more for one suspect than for another.
struct EvidenceDifference {
    EvidenceKind kind = EvidenceKind::Precedes;
    double weight = 0;               ///< how much more it speaks for the lead; negative: for the other
    const Evidence* lead = nullptr;  ///< its most telling row; null: it has none of that kind
    const Evidence* other = nullptr; ///< the same of the other
};

/// Why `other` stands below `lead`: kind by kind what their evidence adds to each, the largest difference first. What
/// both have alike cancels; differences too small to matter are left out. Points into the suspects.
std::vector<EvidenceDifference> differences(const Suspect& lead, const Suspect& other);

} // namespace foreshock
