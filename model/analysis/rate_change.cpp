// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/rate_change.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace foreshock {
namespace {

/// The continued fraction of the incomplete beta function, evaluated from the front (Lentz's method); converges for
/// x under the mean in about sqrt(max(a, b)) steps.
double betaFraction(double a, double b, double x) {
    constexpr double kTiny = 1e-300;
    constexpr int kMostSteps = 20'000;
    const auto away = [](double v) { return std::abs(v) < kTiny ? kTiny : v; };
    double c = 1, d = 1 / away(1 - (a + b) * x / (a + 1)), out = d;
    for (int m = 1; m <= kMostSteps; ++m) {
        const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        d = 1 / away(1 + even * d);
        c = away(1 + even / c);
        out *= d * c;
        const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 / away(1 + odd * d);
        c = away(1 + odd / c);
        const double step = d * c;
        out *= step;
        if (std::abs(step - 1) < 1e-12)
            break;
    }
    return out;
}

double squaredDeviations(std::span<const double> counts) {
    const double mean = std::accumulate(counts.begin(), counts.end(), 0.0) / static_cast<double>(counts.size());
    double sum = 0;
    for (const double n : counts)
        sum += (n - mean) * (n - mean);
    return sum;
}

} // namespace

double betaShare(double a, double b, double x) {
    if (x <= 0)
        return 0;
    if (x >= 1)
        return 1;
    const double front =
        std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log1p(-x));
    const bool isLow = x < (a + 1) / (a + b + 2);
    return isLow ? front * betaFraction(a, b, x) / a : 1 - front * betaFraction(b, a, 1 - x) / b;
}

double rateChangeP(double before, double beforeLength, double after, double afterLength) {
    if (!(beforeLength > 0) || !(afterLength > 0) || before + after <= 0)
        return 1;
    const double share = afterLength / (beforeLength + afterLength);
    const double more = after > 0 ? betaShare(after, before + 1, share) : 1;       // P(at least so many after)
    const double fewer = before > 0 ? betaShare(before, after + 1, 1 - share) : 1; // P(at most so many after)
    return std::min(1.0, 2 * std::min(more, fewer));
}

double dispersionOf(std::span<const double> before, std::span<const double> after) {
    const std::size_t n = before.size() + after.size();
    const double sum =
        std::accumulate(before.begin(), before.end(), 0.0) + std::accumulate(after.begin(), after.end(), 0.0);
    if (before.empty() || after.empty() || n < 4 || sum <= 0)
        return 1;
    const double variance = (squaredDeviations(before) + squaredDeviations(after)) / static_cast<double>(n - 2);
    return std::max(1.0, variance / (sum / static_cast<double>(n)));
}

std::vector<double> falseDiscoveryRates(std::span<const double> p) {
    std::vector<std::size_t> order(p.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p[a] < p[b]; });
    std::vector<double> out(p.size(), 1);
    double least = 1;
    for (std::size_t rank = order.size(); rank > 0; --rank) {
        least = std::min(least, p[order[rank - 1]] * static_cast<double>(p.size()) / static_cast<double>(rank));
        out[order[rank - 1]] = least;
    }
    return out;
}

} // namespace foreshock
