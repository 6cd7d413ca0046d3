// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/limits/size_fit.h"

#include "model/analysis/robust.h"

#include <algorithm>
#include <cmath>

namespace foreshock {
namespace {

constexpr std::size_t kMostSizes = 400; ///< a load has many; neighbours are joined

/// What a richer form may leave of the squared miss, by how many sizes it leaves to be judged by: on few, a curve bends
/// to the noise.
double gainFor(std::size_t sizes, int degree) {
    const int left = static_cast<int>(sizes) - degree - 1;
    return left >= 3 ? 2.0 / 3 : left == 2 ? .25 : .002;
}

struct Points {
    Values x, y;
    double scatter = 0; ///< usual distance of levels of one size from their median
};

Points pointsOf(std::vector<SettledLevel> levels) {
    std::stable_sort(levels.begin(), levels.end(),
                     [](const SettledLevel& a, const SettledLevel& b) { return a.size < b.size; });
    Points out;
    Values off;
    const double width =
        levels.empty() ? 0 : (levels.back().size - levels.front().size) / static_cast<double>(kMostSizes);
    for (std::size_t i = 0; i < levels.size();) {
        Values x, y;
        std::size_t next = i;
        for (; next < levels.size() &&
               levels[next].size - levels[i].size <= std::max(width, 5e-4 * std::abs(levels[i].size));
             ++next) {
            x.push_back(levels[next].size);
            y.push_back(levels[next].level);
        }
        out.x.push_back(median(x));
        out.y.push_back(median(y));
        for (const double v : y)
            if (y.size() > 1)
                off.push_back(v - out.y.back());
        i = next;
    }
    out.scatter = off.empty() ? 0 : deviation(off);
    return out;
}

/// Mean squared miss on points left out; negative: too few for this degree.
double missOf(const Points& p, int degree) {
    const std::size_t n = p.x.size();
    if (n < static_cast<std::size_t>(degree) + 2)
        return -1;
    double sum = 0;
    Values x, y;
    for (std::size_t left = 0; left < n; ++left) {
        x.clear();
        y.clear();
        for (std::size_t i = 0; i < n; ++i)
            if (i != left) {
                x.push_back(p.x[i]);
                y.push_back(p.y[i]);
            }
        const double miss = Polynomial::fit(x, y, degree).at(p.x[left]) - p.y[left];
        sum += miss * miss;
    }
    return sum / static_cast<double>(n);
}

} // namespace

SizeFit fitToSize(const std::vector<SettledLevel>& levels) {
    SizeFit out;
    const Points p = pointsOf(levels);
    out.levels = static_cast<int>(p.x.size());
    if (p.x.size() < 2) {
        out.from = out.to = p.x.empty() ? 0 : p.x.front();
        return out;
    }
    out.from = p.x.front();
    out.to = p.x.back();
    int degree = 1;
    if (p.x.size() > 2) {
        const double rounding = 1e-9 * std::abs(median(p.y));
        const double noise = p.scatter * p.scatter + rounding * rounding;
        degree = 0;
        double best = missOf(p, 0);
        for (int richer = 1; richer <= 2; ++richer) {
            const double miss = missOf(p, richer);
            if (miss >= 0 && miss + noise < gainFor(p.x.size(), richer) * (best + noise)) {
                degree = richer;
                best = miss;
            }
        }
        out.isChecked = true;
        out.error = std::sqrt(best);
    }
    out.curve = Polynomial::fit(p.x, p.y, degree);
    out.form = degree == 0 ? WhatIf::Fit::Constant : degree == 1 ? WhatIf::Fit::Linear : WhatIf::Fit::Quadratic;
    return out;
}

} // namespace foreshock
