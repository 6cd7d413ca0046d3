// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/dose.h"

#include "model/analysis/ridge.h"

#include <algorithm>
#include <cmath>

namespace foreshock {
namespace {

constexpr std::size_t kEachMinute = 10'000; ///< up to which every minute is a row
constexpr std::size_t kRows = 2'000;

double rampAt(Minute t, Minute a, Minute b) {
    return std::clamp((t - a) / std::max(b - a, 1.0), 0.0, 1.0);
}
double hingeAt(Minute t, Minute a) {
    return std::max(t - a, 0.0) / 60;
}

/// The samples as rows of one block: constant, trend, then ramp and hinge of each run.
struct Design {
    std::size_t columns = 0;
    Values rows;
    Values y; ///< standardised
    Values n; ///< samples that a row stands for
    std::span<const double> row(std::size_t i) const { return View(rows).subspan(i * columns, columns); }
};

Design designOf(View y, const std::vector<Run>& use, double unit) {
    Design d;
    d.columns = 2 + 2 * use.size();
    const double n = static_cast<double>(y.size());
    const double middle = mean(y);
    // Of more than a week of minutes a row is the mean of several: what a change did is told apart as well.
    const std::size_t apart = y.size() > kEachMinute ? (y.size() + kRows - 1) / kRows : 1;
    for (std::size_t from = 0; from < y.size(); from += apart) {
        const View part = y.subspan(from, std::min(apart, y.size() - from));
        const std::size_t there = countPresent(part);
        if (there == 0)
            continue;
        const Minute t = static_cast<double>(from) + static_cast<double>(part.size() - 1) / 2;
        d.rows.push_back(1);
        d.rows.push_back((t - n / 2) / n);
        for (const Run& run : use) {
            d.rows.push_back(rampAt(t, run.start, run.end));
            d.rows.push_back(hingeAt(t, run.start));
        }
        d.y.push_back((mean(part) - middle) / unit);
        d.n.push_back(static_cast<double>(there));
    }
    return d;
}

Values weightedRidge(const Design& d, const Values& weights) {
    const std::size_t k = d.columns;
    Values a(k * k, 0.0);
    Values b(k, 0.0);
    for (std::size_t i = 0; i < d.y.size(); ++i) {
        const auto row = d.row(i);
        for (std::size_t p = 0; p < k; ++p) {
            const double wp = weights[i] * row[p];
            if (wp == 0)
                continue;
            b[p] += wp * d.y[i];
            for (std::size_t q = 0; q <= p; ++q)
                a[p * k + q] += wp * row[q];
        }
    }
    for (std::size_t p = 0; p < k; ++p)
        a[p * k + p] += p == 0 ? 1e-6 : p == 1 ? 5.0 : p % 2 == 0 ? .05 : .5;
    return solveSymmetric(std::move(a), std::move(b));
}

} // namespace

double Contribution::at(Minute t) const {
    return level * rampAt(t, start, end) + perHour * hingeAt(t, start);
}

std::vector<Contribution> contributions(View y, std::span<const Run> runs, Minute stop) {
    y = y.first(static_cast<std::size_t>(std::max(0.0, std::min(static_cast<double>(y.size()), stop))));
    std::vector<Run> use;
    for (const Run& run : runs)
        if (15 < run.start && run.start + 12 < static_cast<double>(y.size()))
            use.push_back(run);
    if (countPresent(y) < 40 || use.empty())
        return {};
    const double unit = std::max(deviation(y), 1e-12);
    const Design d = designOf(y, use, unit);
    Values weights = d.n;
    Values beta;
    for (int round = 0; round < 3; ++round) {
        beta = weightedRidge(d, weights);
        Values distance(d.y.size());
        for (std::size_t i = 0; i < d.y.size(); ++i) {
            double fitted = 0;
            for (std::size_t p = 0; p < d.columns; ++p)
                fitted += d.row(i)[p] * beta[p];
            distance[i] = std::abs(d.y[i] - fitted);
        }
        const double limit = 1.5 * std::max(1.4826 * median(distance), 1e-9);
        for (std::size_t i = 0; i < weights.size(); ++i)
            weights[i] = d.n[i] * std::min(1.0, limit / std::max(distance[i], 1e-12));
    }
    std::vector<Contribution> out;
    for (std::size_t k = 0; k < use.size(); ++k)
        out.push_back({use[k].change, use[k].start, use[k].end, unit * beta[2 + 2 * k], unit * beta[3 + 2 * k]});
    return out;
}

} // namespace foreshock
