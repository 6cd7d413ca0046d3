// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/limits/what_if.h"

#include <algorithm>
#include <cmath>

namespace foreshock {
namespace {

constexpr double kFarthest = 1e9; ///< sizes beyond it are no answer

/// The largest whole step in a direction with which every smaller one stays within the limit; none: all do.
std::optional<long long> largestStep(const SizeFit& fit, const SettledLevel& now, double limit, double direction,
                                     double farthest) {
    const double room = limit - now.level + fit.curve.at(now.size);
    const auto isOver = [&](double n) {
        const double value = fit.curve.at(now.size + direction * n);
        return value > room + 1e-9 * std::max(1.0, std::abs(room));
    };
    // Doubling finds a step that is over; a parabola is over at most once on the way up and never comes back before.
    double over = 1;
    double fine = 0;
    while (over <= farthest && !isOver(over)) {
        fine = over;
        over *= 2;
    }
    if (over > farthest) {
        if (!isOver(farthest))
            return std::nullopt;
        over = farthest;
    }
    while (over - fine > 1) {
        const double middle = std::floor((fine + over) / 2);
        (isOver(middle) ? over : fine) = middle;
    }
    return static_cast<long long>(fine);
}

} // namespace

WhatIf whatIf(const SizeFit& fit, const SettledLevel& now, const ResourceLimit& limit, double add) {
    WhatIf out;
    out.limit = limit;
    out.now = now.level;
    out.sizeNow = now.size;
    out.add = add;
    out.fit = fit.form;
    out.isChecked = fit.isChecked;
    out.levels = fit.levels;
    out.from = fit.from;
    out.to = fit.to;
    out.error = fit.error;
    out.predicted = now.level;
    if (fit.form == WhatIf::Fit::None)
        return out;
    const double size = now.size + add;
    const double slack = 1e-9 * std::max(std::abs(fit.from), std::abs(fit.to));
    out.predicted = now.level + fit.curve.at(size) - fit.curve.at(now.size);
    out.isExtrapolated = size > fit.to + slack || size < fit.from - slack;
    out.perUnit = fit.curve.slopeAt(now.size);
    out.largestSafeAdd = largestStep(fit, now, limit.value, 1, kFarthest);
    if (now.size >= 1)
        out.reserve = largestStep(fit, now, limit.value, -1, std::floor(now.size));
    return out;
}

} // namespace foreshock
