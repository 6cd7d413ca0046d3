// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/limits/polynomial.h"
#include "model/analysis/limits/settled_levels.h"
#include "model/domain/limits.h"

#include <vector>

namespace foreshock {

/// How a resource goes with a size.
struct SizeFit {
    WhatIf::Fit form = WhatIf::Fit::None; ///< None: only one size was ever seen
    bool isChecked = false;               ///< the form was chosen by cross-validation; else two sizes, taken as a line
    Polynomial curve;
    int levels = 0;          ///< distinct sizes
    double from = 0, to = 0; ///< sizes seen
    double error = 0;        ///< root mean square miss on sizes left out; 0 if not checked
};

/// Constant, linear or quadratic, whichever misses sizes that it did not see least (leave one size out; Stone 1974); a
/// richer form must take a third off the squared miss, noise included (three quarters with two sizes to spare, nearly
/// all with one). Levels of one size count together, as their median. Cost: sizes² for each form. Assumes that nothing
/// but the size moved the resource between its levels.
SizeFit fitToSize(const std::vector<SettledLevel>& levels);

} // namespace foreshock
