// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/limits/recovery.h"

#include "model/analysis/robust.h"

#include <algorithm>
#include <cmath>

namespace foreshock {
namespace {

constexpr std::size_t kMostPoints = 200;
constexpr int kStretches = 6;
constexpr double kHourNs = 3.6e12;
constexpr double kOrdered = .5; ///< at least: noise that once touched its target has not come back
constexpr double kStart = .002; ///< of what was gained: it has not begun

struct Point {
    double hours;
    double value;
};

/// Slopes between the pairs of at most kMostPoints samples.
Values pairSlopes(std::span<const Point> all) {
    std::vector<Point> p;
    const std::size_t every = (all.size() + kMostPoints - 1) / kMostPoints;
    for (std::size_t i = 0; i < all.size(); i += every)
        p.push_back(all[i]);
    Values slopes;
    for (std::size_t i = 0; i < p.size(); ++i)
        for (std::size_t k = i + 1; k < p.size(); ++k)
            if (p[k].hours > p[i].hours)
                slopes.push_back((p[k].value - p[i].value) / (p[k].hours - p[i].hours));
    return slopes;
}

/// Of the pairs that differ, those that rise less those that fall (Goodman and Kruskal 1954): 1 for what only comes
/// nearer, however long it pauses, 0 for what wavers.
double ordered(View slopes) {
    const auto up = std::count_if(slopes.begin(), slopes.end(), [](double s) { return s > 0; });
    const auto down = std::count_if(slopes.begin(), slopes.end(), [](double s) { return s < 0; });
    return up + down == 0 ? 0 : static_cast<double>(up - down) / static_cast<double>(up + down);
}

Instant later(Instant t, double hours) {
    return t + Duration::seconds(std::llround(std::min(hours, 1e5) * 3600));
}

} // namespace

std::optional<Recovery> recoveryOf(std::span<const Sample> samples, double target) {
    std::vector<Sample> all;
    for (const Sample& s : samples)
        if (isMeasured(s.value))
            all.push_back(s);
    if (all.size() < 4)
        return std::nullopt;
    const double start = all.front().value;
    const double sign = target >= start ? 1 : -1;
    double farthest = start;
    for (const Sample& s : all)
        farthest = sign * s.value > sign * farthest ? s.value : farthest;
    const double range = sign * (farthest - start);
    if (!(range > 0))
        return std::nullopt;
    const auto end = std::find_if(
        all.begin(), all.end(), [&](const Sample& s) { return sign * (target - s.value) <= 1e-9 * std::abs(target); });
    const std::size_t last = end == all.end() ? all.size() - 1 : static_cast<std::size_t>(end - all.begin());
    std::size_t first = 0;
    for (std::size_t i = 0; i < last; ++i)
        if (sign * (all[i].value - start) <= kStart * range)
            first = i;
        else
            break;
    if (last < first + 3)
        return std::nullopt;

    Recovery out;
    out.begun = all[first].time;
    out.last = all[last].time;
    out.value = all[last].value;
    out.target = target;
    std::vector<Point> points;
    double gained = 0;
    double lost = 0;
    double high = all[first].value;
    bool isFalling = false;
    for (std::size_t i = first; i <= last; ++i) {
        points.push_back({static_cast<double>((all[i].time - out.begun).ns) / kHourNs, sign * all[i].value});
        if (i == first)
            continue;
        const double step = sign * (all[i].value - all[i - 1].value);
        (step > 0 ? gained : lost) += std::abs(step);
        if (sign * all[i].value >= sign * high) {
            high = all[i].value;
            isFalling = false;
        } else if (!isFalling && sign * (high - all[i].value) > .02 * range) {
            ++out.falls;
            isFalling = true;
        } else if (isFalling && step > 0) { // it climbs again, from a lower height
            isFalling = false;
            high = all[i].value;
        }
    }
    out.lostShare = gained > 0 ? lost / gained : 0;
    out.isSawtooth = out.falls >= 2 && out.lostShare >= .05;
    const Values slopes = pairSlopes(points);
    if (ordered(slopes) < kOrdered)
        return std::nullopt;
    out.perHour = median(slopes);
    if (end != all.end()) {
        out.done = out.last;
        return out;
    }
    if (!(out.perHour > 0))
        return out;
    const double missing = sign * (target - out.value);
    out.eta = later(out.last, missing / out.perHour);
    Values rates;
    for (int k = 0; k < kStretches; ++k) {
        const std::size_t a = points.size() * static_cast<std::size_t>(k) / kStretches;
        const std::size_t b = std::min(points.size() - 1, points.size() * static_cast<std::size_t>(k + 1) / kStretches);
        if (b > a && points[b].hours > points[a].hours)
            rates.push_back((points[b].value - points[a].value) / (points[b].hours - points[a].hours));
    }
    if (rates.size() >= 4) {
        const double fast = std::max(out.perHour, quantile(rates, .75));
        const double slow = std::min(out.perHour, quantile(rates, .25));
        out.earliest = later(out.last, missing / fast);
        if (slow > 0)
            out.latest = later(out.last, missing / slow);
    }
    return out;
}

} // namespace foreshock
