// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/causes/tails.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace foreshock {

double upperStudent2(double z) {
    return 1 / ((2 + z * z) * (1 + z / std::sqrt(2 + z * z)));
}

double upperStudent3(double z) {
    const double x = z / std::numbers::sqrt3;
    if (x < 30)
        return (std::atan2(1, x) - x / (1 + x * x)) / std::numbers::pi;
    const double u = 1 / x;
    const double u2 = u * u;
    return u * u2 * (2. / 3 - u2 * (4. / 5 - u2 * (6. / 7 - u2 * 8. / 9))) / std::numbers::pi;
}

double upperPoisson(long k, double mean) {
    if (k <= 0)
        return 1;
    const double n = static_cast<double>(k);
    const bool isTail = n > mean;
    const double first = isTail ? n : n - 1; // sum the shorter side, away from the mean
    double term = std::exp(first * std::log(mean) - mean - std::lgamma(first + 1));
    double sum = 0;
    for (double i = first; i >= 0 && term > sum * 1e-17; isTail ? ++i : --i) {
        sum += term;
        term *= isTail ? mean / (i + 1) : i / mean;
    }
    return std::min(1.0, isTail ? sum : 1 - sum);
}

double upperBinomial(int k, int n, double p) {
    if (k <= 0)
        return 1;
    double sum = 0;
    for (int i = k; i <= n; ++i)
        sum += std::exp(std::lgamma(n + 1.) - std::lgamma(i + 1.) - std::lgamma(n - i + 1.) + i * std::log(p) +
                        (n - i) * std::log1p(-p));
    return std::min(1.0, sum);
}

double boundedEvidence(double p, double most) {
    if (p <= 1e-12)
        return most;
    return p < 1 / std::numbers::e ? std::min(most, -std::log(-std::numbers::e * p * std::log(p))) : 0;
}

} // namespace foreshock
