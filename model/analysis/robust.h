// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace foreshock {

/// Values on whole minutes (or in sample order); NaN is a gap. All functions here skip gaps unless they say otherwise.
using Values = std::vector<double>;
using View = std::span<const double>;

/// y[from, to), both rounded half to even and held inside the series; empty if it ends before it begins.
View cut(View y, double from, double to);
/// The values that are no gaps, in order.
Values present(View y);
std::size_t countPresent(View y);
/// Middle value (mean of the two middle ones); NaN if there is none.
double median(View y);
/// 1.4826 × the median distance from the median: the standard deviation of normal noise, deaf to outliers
/// (Rousseeuw and Croux 1993). NaN if there is none.
double spread(View y);
/// q in [0, 1], linear between order statistics (type 7 of Hyndman and Fan 1996); NaN if there is none.
double quantile(View y, double q);
double mean(View y);
/// Root mean square distance from the mean (divisor n).
double deviation(View y);
double highest(View y); ///< NaN if there is none
/// y[i+1] − y[i]; a gap on either side makes a gap.
Values steps(View y);
/// Gaps bridged by a line; the first and last value hold beyond them. All gaps: zeros.
Values bridged(View y);
/// Noise of a series that may drift: spread of its steps / √2 (written 1.414, as measured). NaN if there are none.
double stepNoise(View y);

struct Trend {
    double perMinute = 0;
    double error = 1e9; ///< standard error of perMinute
};
/// Least-squares line; under 6 values the default, which decides nothing.
Trend trendOf(View y);

} // namespace foreshock
