// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/onset.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace foreshock {
namespace {

double floorOf(const SceneSeries& s, double level) {
    if (s.is(Role::Errors) || s.is(Role::Availability)) {
        if (!s.data->unit.empty() && s.data->unit.front() == '%')
            return .4;
        if (std::abs(level) <= 1.5)
            return .004;
    }
    return .05 * std::abs(level);
}

View baselineOf(View y, Minute alarm) {
    struct Choice {
        Minute from;
        Minute to;
        std::size_t least;
    };
    const std::array<Choice, 3> choices = {{{alarm - 240, alarm - 45, 30}, {0, alarm - 30, 20}, {0, alarm - 6, 12}}};
    for (const Choice& c : choices) {
        const View base = cut(y, c.from, c.to);
        if (countPresent(base) >= c.least)
            return base;
    }
    return {};
}

std::optional<Onset> upwardOnset(View y, Minute alarm, const SceneSeries& s) {
    const int n = static_cast<int>(y.size());
    const View base = baselineOf(y, alarm);
    if (base.empty())
        return std::nullopt;
    const double m = median(base);
    const double unit = std::max({spread(base), (quantile(base, .98) - m) / 2.05, floorOf(s, m), 1e-9});
    const int lo = static_cast<int>(std::max(0.0, alarm - 60));
    const int hi = static_cast<int>(std::min(static_cast<double>(n), alarm + 25));

    // Hot minutes, joined into runs over holes of up to 6 minutes.
    std::vector<std::pair<int, int>> runs;
    for (int k = lo; k < hi; ++k) {
        int there = 0;
        int hot = 0;
        for (int i = std::max(0, k - 2); i <= std::min(n - 1, k + 2); ++i) {
            there += !std::isnan(y[i]);
            hot += y[i] > m + 4 * unit;
        }
        if (there == 0 || static_cast<double>(hot) / there < .6)
            continue;
        if (!runs.empty() && k - runs.back().second <= 6)
            runs.back().second = k;
        else
            runs.emplace_back(k, k);
    }
    if (runs.empty()) {
        const double before = 2 * (highest(base) - m);
        for (int k = lo; k < std::min(hi, static_cast<int>(alarm) + 1); ++k)
            if (y[k] > m + 12 * unit && y[k] - m > before)
                return Onset{static_cast<double>(k), y[k] - m, (y[k] - m) / unit, 1};
        return std::nullopt;
    }
    const auto length = [&](const std::pair<int, int>& r) {
        return r.second - r.first - (r.first <= alarm + 5 ? 0 : 100);
    };
    const auto best = *std::max_element(runs.begin(), runs.end(),
                                        [&](const auto& a, const auto& b) { return length(a) < length(b); });
    int a = best.first;
    while (a > std::max(0, lo - 120) && (std::isnan(y[a - 1]) || y[a - 1] > m + 3 * unit))
        --a;
    for (int k = a; k < std::min(n, a + 8); ++k)
        if (y[k] > m + 3 * unit) {
            a = k;
            break;
        }
    const double excess = median(cut(y, best.first, best.second + 1)) - m;
    return Onset{static_cast<double>(a), excess, excess / unit, 1};
}

} // namespace

std::optional<Onset> onsetOf(const SceneSeries& series, Minute alarm) {
    std::optional<Onset> out;
    if (series.isUp())
        out = upwardOnset(series.y(), alarm, series);
    if (series.isDown()) {
        Values mirrored(series.y().begin(), series.y().end());
        for (double& v : mirrored)
            v = -v;
        auto down = upwardOnset(mirrored, alarm, series);
        if (down && (!out || down->noise > out->noise)) {
            out = down;
            out->sign = -1;
        }
    }
    return out;
}

bool hasSamplesAround(const SceneSeries& series, Minute minute) {
    return countPresent(cut(series.y(), minute - 10, minute + 10)) >= 5;
}

} // namespace foreshock
