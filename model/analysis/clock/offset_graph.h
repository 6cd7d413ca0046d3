// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace foreshock {

/// offset[b] − offset[a] ≈ lag, believed in proportion to its weight.
struct OffsetPair {
    int a = 0, b = 0;
    double lag = 0;
    double weight = 1;
};

/// One offset for each node from lags between pairs: weighted least squares, four rounds in which a pair that misses by
/// r counts 1/(1 + (r/scale)²) of its weight (Cauchy weights; Holland and Welsch 1977), so that a wrong pair in a cycle
/// is outvoted. Only differences can be known: the mean is 0. Nodes³. Nodes without a pair get 0.
std::vector<double> solveOffsets(int nodes, const std::vector<OffsetPair>& pairs, double scale = .7);

} // namespace foreshock
