// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/ceiling.h"

#include "model/analysis/ridge.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace foreshock {
namespace {

/// Noise of a history without gaps; the relative floor is for counters that hardly move.
double noiseOf(View history) {
    return std::max({stepNoise(history), 2e-4 * std::abs(median(history)), 1e-9});
}

View front(const Values& v, std::size_t n) {
    return View(v).first(std::min(n, v.size()));
}

/// Where a line bends best: least squares over two lines that meet at that minute.
Minute bendOf(View y, Minute from, Minute to) {
    double least = std::numeric_limits<double>::infinity();
    Minute best = from;
    for (Minute bend = from + 5; bend <= to - 5; bend += 2) {
        Values a(9, 0.0);
        Values b(3, 0.0);
        double squares = 0;
        for (int t = static_cast<int>(std::max(0.0, from)); t < std::min(to, static_cast<double>(y.size())); ++t) {
            if (std::isnan(y[t]))
                continue;
            const double since = static_cast<double>(t) - bend;
            const std::array<double, 3> x = {1, std::min(since, 0.0), std::max(since, 0.0)};
            for (std::size_t i = 0; i < 3; ++i) {
                b[i] += x[i] * y[t];
                for (std::size_t j = 0; j <= i; ++j)
                    a[3 * i + j] += x[i] * x[j];
            }
            squares += y[t] * y[t];
        }
        for (std::size_t i = 0; i < 3; ++i)
            a[4 * i] += 1e-9;
        const Values beta = solveSymmetric(a, b);
        const double residual = squares - beta[0] * b[0] - beta[1] * b[1] - beta[2] * b[2];
        if (residual < least) {
            least = residual;
            best = bend;
        }
    }
    return best;
}

bool hasBent(View y, Minute k) {
    const Trend before = trendOf(cut(y, k - 40, k - 2));
    const Trend after = trendOf(cut(y, k + 1, k + 25));
    return before.perMinute > 3 * before.error && after.perMinute < .35 * before.perMinute &&
           after.perMinute < before.perMinute - 2 * after.error;
}

/// Share of samples that stand at the very top, within .3 noise units of the highest.
double topShare(View v, double unit) {
    if (v.empty())
        return 0;
    const double band = *std::max_element(v.begin(), v.end()) - .3 * unit;
    return static_cast<double>(std::count_if(v.begin(), v.end(), [&](double x) { return x >= band; })) /
           static_cast<double>(v.size());
}

/// Noise has a tail and few samples at its very top; what is cut off at a limit piles up there, even while it still
/// falls back below at times. A series of few whole numbers piles up always: then it must do so twice as much as
/// before.
bool isPiledUp(View history, View now, double unit) {
    const std::size_t n = std::min(history.size(), 2 * now.size());
    const double share = topShare(now, unit);
    return share * static_cast<double>(now.size()) >= 5 && share >= .2 && share > 2 * topShare(history.last(n), unit) &&
           *std::max_element(now.begin(), now.end()) > *std::max_element(history.begin(), history.end());
}

bool isFrozen(View p, double unit) {
    const std::size_t third = std::max<std::size_t>(2, p.size() / 3);
    return stepNoise(p) < .4 * unit && std::abs(median(p.last(third)) - median(p.first(third))) < 2 * unit;
}

/// Weight of a ceiling that begins at minute k.
double weightAt(View y, Minute k, Minute onset) {
    const bool isEarlier = k < onset - 1;
    const Values h = present(cut(y, 0, k - 3));
    const Values p = present(cut(y, k - 1, isEarlier ? onset + 20 : k + 25));
    if (p.size() < (isEarlier ? 12U : 6U) || h.size() < 60)
        return 0;
    const double unit = noiseOf(h);
    const double level = median(p);
    const double top = level - quantile(front(h, std::max<std::size_t>(30, h.size() - 20)), .98);
    const double rise = (level - median(front(h, std::max<std::size_t>(30, h.size() / 3)))) / unit;
    if (top < -.5 * unit || rise < 6)
        return 0;
    if (isEarlier)
        return isFrozen(p, unit) ? 1 : 0;
    return top < unit ? .25 : isFrozen(p, unit) || hasBent(y, k) ? 1 : .4;
}

/// A series that never rose need not be searched.
bool hasRisen(View y, Minute onset) {
    const Values h = present(cut(y, 0, onset - 3));
    const Values p = present(cut(y, onset - 5, onset + 20));
    return h.size() >= 60 && p.size() >= 6 &&
           !(median(p) - median(front(h, std::max<std::size_t>(30, h.size() / 4))) < 5 * noiseOf(h));
}

} // namespace

Ceiling ceilingBefore(View y, Minute onset) {
    Ceiling best{0, onset};
    if (!hasRisen(y, onset))
        return best;
    const auto consider = [&](Minute k) {
        const double weight = weightAt(y, k, onset);
        if (weight > best.weight)
            best = {weight, k};
        return weight == 1;
    };
    if (consider(onset))
        return best;
    const Minute stop = std::max(60.0, onset - 240);
    for (Minute k = onset - 10; k > stop; k -= 5)
        if (consider(k))
            break;
    return best;
}

Ceiling ceilingAtOnset(View y, Minute onset) {
    Ceiling found = ceilingBefore(y, onset);
    if (found.weight == 0 || (found.weight == 1 && found.minute < onset))
        return found;
    const Values before = present(cut(y, 0, onset - 20));
    const Values now = present(cut(y, onset - 20, onset + 25));
    if (before.size() < 60 || now.empty())
        return found;
    if (isPiledUp(before, now, noiseOf(before)))
        return {1, onset};
    if (found.weight == 1 && !isFrozen(present(cut(y, onset - 1, onset + 25)), noiseOf(before)) &&
        bendOf(y, onset - 40, onset + 25) <= onset - 12)
        found.weight = .4; // it stood still for a while before: it has bent elsewhere
    return found;
}

Plateau plateauOf(View y, int sign, Minute brk, Minute onset) {
    const int n = static_cast<int>(y.size());
    Values up(y.begin(), y.end());
    for (double& v : up)
        v *= sign;
    Values calm(up.size()); // medians of 5 min, so that one stray sample does not end a plateau
    for (int k = 0; k < n; ++k)
        calm[k] = median(cut(up, k - 2, k + 3));

    const Values top = present(cut(up, brk, onset + 25));
    Plateau out{median(top), brk};
    const double most = highest(top);
    if (4 * std::count(top.begin(), top.end(), most) >= static_cast<std::ptrdiff_t>(top.size()))
        out.level = most;
    const Values history = present(cut(up, 0, brk - 3));
    const double own = spread(cut(calm, brk, onset + 25));
    const double band = std::max({2 * own, history.size() < 2 ? 0 : .5 * noiseOf(history), 1e-9});
    int since = static_cast<int>(std::min(onset, static_cast<double>(n)));
    for (int k = since - 1; k >= 0 && !(std::abs(calm[k] - out.level) > band); --k)
        if (!std::isnan(up[k]))
            since = k;
    out.since = since;
    out.level *= sign;
    return out;
}

} // namespace foreshock
