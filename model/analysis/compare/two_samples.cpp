// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/compare/two_samples.h"

#include "model/analysis/significance.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace foreshock {
namespace {

constexpr std::size_t kLeast = 8;

/// Samples that would tell as much about the mean if they were independent.
double independentOnes(View v) {
    const double middle = mean(v);
    double own = 0;
    double next = 0;
    for (std::size_t i = 0; i < v.size(); ++i) {
        own += (v[i] - middle) * (v[i] - middle);
        if (i + 1 < v.size())
            next += (v[i] - middle) * (v[i + 1] - middle);
    }
    const double rho = own > 0 ? std::clamp(next / own, 0.0, .98) : 0;
    return std::max(2.0, static_cast<double>(v.size()) * (1 - rho) / (1 + rho));
}

double levelChance(View a, View b, double floor) {
    const double va = std::pow(std::max(deviation(a), floor), 2) / independentOnes(a);
    const double vb = std::pow(std::max(deviation(b), floor), 2) / independentOnes(b);
    return studentTail(std::abs(mean(b) - mean(a)) / std::sqrt(va + vb));
}

} // namespace

double ksDistance(Values& a, Values& b) {
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    double most = 0;
    for (std::size_t i = 0, k = 0; i < a.size() && k < b.size();) {
        const double at = std::min(a[i], b[k]);
        while (i < a.size() && a[i] == at)
            ++i;
        while (k < b.size() && b[k] == at)
            ++k;
        most = std::max(most, std::abs(static_cast<double>(i) / static_cast<double>(a.size()) -
                                       static_cast<double>(k) / static_cast<double>(b.size())));
    }
    return most;
}

double ksChance(double distance, std::size_t n, std::size_t m) {
    const double size = std::sqrt(static_cast<double>(n) * static_cast<double>(m) / static_cast<double>(n + m));
    const double x = (size + .12 + .11 / size) * distance;
    if (x < .3)
        return 1; // the series below does not converge there
    double sum = 0;
    double sign = 1;
    for (int k = 1; k <= 100; ++k, sign = -sign) {
        const double term = std::exp(-2 * k * k * x * x);
        sum += sign * term;
        if (term < 1e-12)
            break;
    }
    return std::clamp(2 * sum, 0.0, 1.0);
}

std::optional<TwoSamples> compareSamples(View a, View b) {
    const Values va = present(a);
    const Values vb = present(b);
    if (va.size() < kLeast || vb.size() < kLeast)
        return std::nullopt;
    TwoSamples out;
    out.before = median(va);
    out.after = median(vb);
    const double own = std::max(spread(va), stepNoise(va));
    const double floor = std::max(1e-3 * std::abs(out.before), 1e-9);
    out.isFlatBefore = !(deviation(va) > 0);
    out.effect = std::clamp((out.after - out.before) / std::max(own, floor), -1e6, 1e6);
    const double lo = quantile(va, .01);
    const double hi = quantile(va, .99);
    const auto outside =
        std::count_if(vb.begin(), vb.end(), [&](double v) { return v < lo - floor || v > hi + floor; });
    out.share = static_cast<double>(outside) / static_cast<double>(vb.size());
    Values da = steps(va);
    Values db = steps(vb);
    out.rhythm = ksChance(ksDistance(da, db), da.size(), db.size());
    const bool isSame = out.isFlatBefore && !(deviation(vb) > 0) && out.before == out.after;
    out.level = isSame ? 1 : levelChance(va, vb, .1 * floor);
    return out;
}

std::vector<bool> discoveries(std::span<const double> chances, double rate) {
    std::vector<std::size_t> order(chances.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t x, std::size_t y) { return chances[x] < chances[y]; });
    std::size_t last = 0;
    for (std::size_t k = 0; k < order.size(); ++k)
        if (chances[order[k]] <= rate * static_cast<double>(k + 1) / static_cast<double>(order.size()))
            last = k + 1;
    std::vector<bool> out(chances.size(), false);
    for (std::size_t k = 0; k < last; ++k)
        out[order[k]] = true;
    return out;
}

} // namespace foreshock
