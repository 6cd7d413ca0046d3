// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace foreshock {

/// Two-sided p of "the rate is the same", for so many events within so long on either side: given their sum, the events
/// after are binomial (Przyborowski and Wilenski 1940). Counts need not be whole: divide them by their dispersion.
double rateChangeP(double before, double beforeLength, double after, double afterLength);

/// Variance over mean of counts in equal cells around their mean; at least 1. Log lines come in bursts: a Poisson test
/// without it finds a change everywhere.
double dispersionOf(std::span<const double> before, std::span<const double> after);

/// The share of false discoveries to reckon with if all with a p up to that one were called (Benjamini and Hochberg
/// 1995); in the order of `p`.
std::vector<double> falseDiscoveryRates(std::span<const double> p);

/// P(X <= x) of a beta distribution (a, b > 0).
double betaShare(double a, double b, double x);

} // namespace foreshock
