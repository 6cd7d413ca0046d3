// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/fleet_step.h"

#include <algorithm>
#include <cmath>

namespace foreshock {

std::optional<Minute> firstStep(View y, Minute onset) {
    View base = cut(y, onset - 300, onset - 60);
    int lo = static_cast<int>(std::max(0.0, onset - 60));
    if (countPresent(base) < 12) {
        base = cut(y, 0, onset - 8);
        lo = static_cast<int>(std::max(0.0, onset - 8));
    }
    if (countPresent(base) < 12)
        return std::nullopt;
    const double level = median(base);
    const double limit = std::max({8 * spread(base), .005 * std::abs(level), 1e-9});
    const int hi = std::min(static_cast<int>(y.size()), static_cast<int>(onset + 6));
    for (int k = lo; k < hi; ++k)
        if (std::abs(y[k] - level) > limit)
            return k;
    return std::nullopt;
}

std::optional<Minute> stepBefore(View y, Minute onset) {
    const double from = std::max(0.0, onset - 240);
    const int lo = static_cast<int>(from);
    const int hi = std::min(static_cast<int>(y.size()), static_cast<int>(onset + 3));
    Values v;
    std::vector<int> place;
    for (int k = lo; k < hi; ++k)
        if (!std::isnan(y[k])) {
            v.push_back(y[k]);
            place.push_back(k - lo);
        }
    if (v.size() < 20)
        return std::nullopt;
    Values jump = steps(v);
    const double noise = spread(jump);
    for (double& d : jump)
        d = std::abs(d);
    const double largest = *std::max_element(jump.begin(), jump.end());
    const auto [least, most] = std::minmax_element(v.begin(), v.end());
    const double level = std::abs(median(v));
    const bool hasJumped =
        largest > std::max(8 * spread(View(v).first(std::max<std::size_t>(20, v.size() / 3))), .002 * level);
    const bool hasDrifted = *most - *least > .005 * level + 8 * noise;
    if (!hasJumped && !hasDrifted)
        return std::nullopt;
    const auto first = std::find_if(jump.begin(), jump.end(), [&](double d) { return d > .1 * largest; });
    const std::size_t index = first == jump.end() ? 0 : static_cast<std::size_t>(first - jump.begin());
    return place[index] + from;
}

} // namespace foreshock
