// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace foreshock {

/// P(T > z) of Student's t with 2 and with 3 degrees of freedom, in closed form, without cancellation. z ≥ 0.
double upperStudent2(double z);
double upperStudent3(double z);
/// P(X ≥ k) of a Poisson count with that mean. k ≥ 0, mean > 0. Cost: some √k terms.
double upperPoisson(long k, double mean);
/// P(X ≥ k) of n draws with probability p each. Cost: n − k terms.
double upperBinomial(int k, int n, double p);
/// bayesFactorBound for any p ≥ 0 that never exceeds `most`: smaller p-values than 1e-12 count as that.
double boundedEvidence(double p, double most);

} // namespace foreshock
