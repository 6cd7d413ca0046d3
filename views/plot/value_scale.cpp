// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plot/value_scale.h"

#include <algorithm>
#include <cmath>

namespace foreshock {

ValueScale ValueScale::of(const SeriesWindow& window, TimeRange visible, std::optional<double> level, double top,
                          double bottom) {
    double least = std::numeric_limits<double>::infinity(), most = -least;
    for (const SeriesSpan& span : window.spans) {
        if (span.range.to < visible.from || visible.to < span.range.from)
            continue;
        least = std::min(least, span.least);
        most = std::max(most, span.most);
    }
    if (!(least <= most))
        return {0, 1, top, bottom};
    if (level && *level >= least - (most - least) * 2 && *level <= most + (most - least) * 2) {
        least = std::min(least, *level);
        most = std::max(most, *level);
    }
    if (least > 0 && least < (most - least) * 0.6)
        least = 0;
    double air = (most - least) * 0.06;
    if (air <= 0)
        air = most == 0 ? 1 : std::abs(most) * 0.05; // nothing but zero: one to each side
    const bool restsOnZero = least == 0;
    return {restsOnZero && most > 0 ? -air * 0.5 : least - air, most + air, top, bottom};
}

std::vector<double> ValueScale::ticks(double spacing) const {
    const double raw = (most - least) * std::min(1.0, spacing / std::max(1.0, bottom - top));
    const double power = std::pow(10, std::floor(std::log10(raw)));
    double step = power * 10;
    for (const double m : {1.0, 2.0, 2.5, 5.0})
        if (power * m >= raw * 0.999) {
            step = power * m;
            break;
        }
    std::vector<double> out;
    for (double v = std::ceil(least / step) * step; v <= most && out.size() < 12; v += step)
        out.push_back(std::abs(v) < step * 1e-9 ? 0 : v);
    return out;
}

} // namespace foreshock
