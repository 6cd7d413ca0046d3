// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/incident_grid.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace foreshock {

/// Means and slopes of a gappy series over any window in constant time, from running sums.
class WindowSums {
public:
    explicit WindowSums(View y);

    /// Mean over [from, to) (rounded half to even); NaN with fewer than `least` samples.
    double mean(Minute from, Minute to, double least) const {
        const Sums s = between(from, to);
        return s.n >= least ? s.y / std::max(s.n, 1.0) : std::numeric_limits<double>::quiet_NaN();
    }
    /// Least-squares slope a minute over [from, to).
    double slope(Minute from, Minute to, double least) const {
        const Sums s = between(from, to);
        const double n = std::max(s.n, 1.0);
        const double spreadOfTime = s.tt - s.t * s.t / n;
        return s.n >= least && spreadOfTime > 1e-9 ? (s.ty - s.t * s.y / n) / spreadOfTime
                                                   : std::numeric_limits<double>::quiet_NaN();
    }

private:
    struct Sums {
        double n = 0, y = 0, t = 0, tt = 0, ty = 0;
    };
    Sums between(Minute from, Minute to) const {
        const double last = static_cast<double>(m_sums.size() - 1);
        const auto place = [last](Minute t) {
            return static_cast<std::size_t>(std::min(std::max(std::nearbyint(t), 0.0), last));
        };
        const std::size_t a = place(from);
        const Sums& x = m_sums[a];
        const Sums& z = m_sums[std::max(a, place(to))];
        return {z.n - x.n, z.y - x.y, z.t - x.t, z.tt - x.tt, z.ty - x.ty};
    }
    std::vector<Sums> m_sums;
};

} // namespace foreshock
