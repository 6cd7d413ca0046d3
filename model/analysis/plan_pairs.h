// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/change.h"

#include <cstddef>
#include <vector>

namespace foreshock {

/// A planned change and the change that was its run.
struct PlanPair {
    std::size_t plan = 0;
    std::size_t run = 0;
};

/// Which recorded change is the run of which planned one: nearest in time of those with the same reference, or of the
/// same service (or where the plan names none) and at least half of the title's words, that begin from an hour before
/// the planned start to an hour after the planned end. A run belongs to one plan. Cost: plans × changes near them.
std::vector<PlanPair> planPairs(const std::vector<Change>& changes);

} // namespace foreshock
