// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/robust.h"

#include <optional>
#include <span>
#include <vector>

namespace foreshock {

/// Largest distance between the distribution functions of two samples without gaps (Kolmogorov and Smirnov). Sorts
/// both: n log n.
double ksDistance(Values& a, Values& b);
/// Chance of at least that distance if both are draws from one distribution, by Stephens' approximation (1970).
double ksChance(double distance, std::size_t n, std::size_t m);

/// What distinguishes two stretches of one series.
struct TwoSamples {
    double before = 0, after = 0, effect = 0, share = 0, rhythm = 1, level = 1;
    bool isFlatBefore = false;
};
/// Rhythm: the two-sample test on first differences, as Netdata's metric correlations do; level: the means against
/// their errors, samples counted as independent ones by n·(1 − ρ)/(1 + ρ) of their lag-1 autocorrelation, in Student's
/// t with 4 degrees of freedom. Effect: medians, in the larger of a's spread and step noise (and a thousandth of its
/// level). Null: under 8 values on either side.
std::optional<TwoSamples> compareSamples(View a, View b);

/// Which chances hold up so that at most `rate` of those named are chance (Benjamini and Hochberg 1995).
std::vector<bool> discoveries(std::span<const double> chances, double rate = .05);

} // namespace foreshock
