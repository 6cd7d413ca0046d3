// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/plot/time_axis.h"

#include <QRectF>
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace foreshock {

/// Which of these, in the order of their starts, begin within a range; as places [first, second). O(log n).
template<class Events>
std::pair<std::size_t, std::size_t> startedWithin(const Events& events, TimeRange range) {
    const auto begin = std::lower_bound(events.begin(), events.end(), range.from,
                                        [](const auto& e, Instant t) { return e.start < t; });
    const auto end =
        std::upper_bound(begin, events.end(), range.to, [](Instant t, const auto& e) { return t < e.start; });
    return {static_cast<std::size_t>(begin - events.begin()), static_cast<std::size_t>(end - events.begin())};
}

/// How many begin in each three pixels, as columns between top and bottom; the logarithm of the count is the height,
/// so that one event is still seen beside thousands. O(columns · log n), however many there are.
template<class Events>
std::vector<QRectF> columnsOf(const Events& events, std::size_t begin, std::size_t end, const TimeAxis& axis,
                              double top, double bottom) {
    constexpr double kWidth = 3;
    std::vector<std::pair<double, std::size_t>> counts;
    std::size_t most = 1;
    auto at = events.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last = events.begin() + static_cast<std::ptrdiff_t>(end);
    for (double x = axis.left; x < axis.right() && at != last; x += kWidth) {
        const auto next = std::lower_bound(at, last, axis.at(std::min(x + kWidth, axis.right())),
                                           [](const auto& e, Instant t) { return e.start < t; });
        if (next != at)
            counts.emplace_back(x, static_cast<std::size_t>(next - at));
        most = std::max(most, static_cast<std::size_t>(next - at));
        at = next;
    }
    std::vector<QRectF> out;
    for (const auto& [x, n] : counts) {
        const double share = most == 1 ? 1 : std::log1p(static_cast<double>(n)) / std::log1p(static_cast<double>(most));
        const double height = std::max(2.0, (bottom - top) * share);
        out.push_back(QRectF(x, bottom - height, kWidth - 1, height));
    }
    return out;
}

} // namespace foreshock
