// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/change_points.h"

#include "model/analysis/despike.h"
#include "model/analysis/piecewise_fit.h"

#include <algorithm>
#include <cmath>

namespace foreshock {
namespace {

constexpr double kPenalty = 3; ///< × ln n a change
constexpr int kRounds = 8;
constexpr int kMostSamples = 2000; ///< more are averaged into bins first
constexpr int kBurst = 6;          ///< samples
constexpr int kLevelSamples = 20;  ///< samples that tell a level beside a change
constexpr double kInterval = 4;    ///< cost units: about a 95 % likelihood interval

Values binned(View y, int width) {
    Values out;
    for (std::size_t i = 0; i + static_cast<std::size_t>(width) <= y.size(); i += static_cast<std::size_t>(width))
        out.push_back(mean(y.subspan(i, static_cast<std::size_t>(width))));
    return out;
}

/// The partition at the fixed point of the noise, and that noise.
struct Fit {
    std::vector<int> changes;
    double variance = 1;
};

std::optional<Fit> fixedPoint(View x, const PieceCosts& costs, std::stop_token stop) {
    Fit fit;
    std::vector<std::vector<int>> seen;
    double variance = 1;
    for (int round = 0; round < kRounds; ++round) {
        fit.variance = std::max(variance, 1e-6);
        auto next = cheapestPartition(costs, fit.variance, kPenalty * costs.logSize(), stop);
        if (!next)
            return std::nullopt;
        fit.changes = std::move(*next);
        if (std::find(seen.begin(), seen.end(), fit.changes) != seen.end())
            break;
        seen.push_back(fit.changes);
        variance = longRunVariance(residualsOf(x, fit.changes));
    }
    return fit;
}

/// Where the means on both sides differ most, in the samples within two bins of a bin's edge.
int refined(View raw, int edge, int width) {
    const int from = std::max(0, edge - 2 * width);
    const int to = std::min(static_cast<int>(raw.size()), edge + 2 * width);
    const int n = to - from;
    if (width == 1 || n <= 6)
        return edge;
    Values sums(static_cast<std::size_t>(n) + 1, 0.0);
    for (int i = 0; i < n; ++i)
        sums[i + 1] = sums[i] + raw[from + i];
    int best = 2;
    double most = -1;
    for (int k = 2; k < n - 2; ++k) {
        const double step = sums[k] / k - (sums[n] - sums[k]) / (n - k);
        const double gain = static_cast<double>(k) * (n - k) * step * step;
        if (gain > most) {
            most = gain;
            best = k;
        }
    }
    return from + best;
}

double meanOf(View y, int from, int to) {
    return to > from ? mean(y.subspan(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from)))
                     : std::nan("");
}

/// The two ends of a burst that returns to where it came from.
void markExcursions(View x, const std::vector<int>& edges, std::vector<ChangePoint>& points) {
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        const int a = edges[i + 1];
        const int b = edges[i + 2];
        if (b - a > kBurst)
            continue;
        const double before = meanOf(x, std::max(edges[i], a - kLevelSamples), a);
        const double inside = meanOf(x, a, b);
        const double after = meanOf(x, b, std::min(edges[i + 3], b + kLevelSamples));
        if (std::abs(before - after) < .5 * std::min(std::abs(inside - before), std::abs(inside - after)))
            points[i].type = points[i + 1].type = ChangePointType::Excursion;
    }
}

} // namespace

std::optional<std::vector<ChangePoint>> changePoints(std::span<const Sample> samples, std::stop_token stop,
                                                     Despiking despiking) {
    std::vector<std::size_t> where;
    Values raw;
    for (std::size_t i = 0; i < samples.size(); ++i)
        if (isMeasured(samples[i].value)) {
            where.push_back(i);
            raw.push_back(samples[i].value);
        }
    if (despiking == Despiking::On)
        raw = despiked(raw);
    std::vector<ChangePoint> out;
    if (raw.size() < 2 * kShortestPiece || deviation(raw) == 0)
        return out;
    const int width = (static_cast<int>(raw.size()) + kMostSamples - 1) / kMostSamples;
    Values x = width > 1 ? binned(raw, width) : raw;
    const double middle = mean(x);
    const double unit = deviation(x);
    if (!(unit > 0))
        return out;
    for (double& v : x)
        v = (v - middle) / unit;

    const PieceCosts costs(x);
    const auto fit = fixedPoint(x, costs, stop);
    if (!fit)
        return std::nullopt;
    std::vector<int> edges{0};
    edges.insert(edges.end(), fit->changes.begin(), fit->changes.end());
    edges.push_back(costs.size());
    const auto original = [&](int bin) {
        return where[std::min(static_cast<std::size_t>(bin) * static_cast<std::size_t>(width), where.size() - 1)];
    };
    for (std::size_t i = 1; i + 1 < edges.size(); ++i) {
        const int from = edges[i - 1];
        const int at = edges[i];
        const int to = edges[i + 1];
        const auto split = [&](int k) { return costs.cost(from, k, fit->variance) + costs.cost(k, to, fit->variance); };
        const double here = split(at);
        int lo = at;
        int hi = at;
        bool isFirst = true;
        for (int k = from + 2; k < to - 1; ++k)
            if (split(k) <= here + kInterval) {
                lo = isFirst ? k : lo;
                hi = k;
                isFirst = false;
            }
        const int sample = refined(raw, at * width, width);
        ChangePoint point;
        point.index = where[std::min(static_cast<std::size_t>(sample), where.size() - 1)];
        point.time = samples[point.index].time;
        point.before = meanOf(raw, std::max(from * width, sample - kLevelSamples * width), sample);
        point.after = meanOf(raw, sample, std::min(to * width, sample + kLevelSamples * width));
        point.gain = std::max(0.0, costs.cost(from, to, fit->variance) - here - kPenalty * costs.logSize());
        point.confidence = 1 - std::exp(-point.gain / 2);
        point.lo = original(lo);
        point.hi = original(hi);
        out.push_back(point);
    }
    markExcursions(x, edges, out);
    return out;
}

} // namespace foreshock
