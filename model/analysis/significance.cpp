// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/significance.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace foreshock {

double studentTail(double z) {
    const double x = z / std::sqrt(4 + z * z);
    return std::max(2 * (1 - (.5 + .25 * x * (3 - x * x))), 1e-9);
}

double bayesFactorBound(double p) {
    p = std::min(std::max(p, 1e-9), 1.0);
    return p < 1 / std::numbers::e ? std::log(1 / (-std::numbers::e * p * std::log(p))) : 0.0;
}

} // namespace foreshock
