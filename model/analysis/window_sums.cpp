// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/window_sums.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace foreshock {

WindowSums::WindowSums(View y)
    : m_sums(y.size() + 1) {
    for (std::size_t i = 0; i < y.size(); ++i) {
        Sums s = m_sums[i];
        if (!std::isnan(y[i])) {
            const double t = static_cast<double>(i);
            s.n += 1;
            s.y += y[i];
            s.t += t;
            s.tt += t * t;
            s.ty += t * y[i];
        }
        m_sums[i + 1] = s;
    }
}

WindowSums::Sums WindowSums::between(Minute from, Minute to) const {
    const double last = static_cast<double>(m_sums.size() - 1);
    const std::size_t a = static_cast<std::size_t>(std::clamp(std::nearbyint(from), 0.0, last));
    const std::size_t b = std::max(a, static_cast<std::size_t>(std::clamp(std::nearbyint(to), 0.0, last)));
    const Sums& x = m_sums[a];
    const Sums& z = m_sums[b];
    return {z.n - x.n, z.y - x.y, z.t - x.t, z.tt - x.tt, z.ty - x.ty};
}

double WindowSums::mean(Minute from, Minute to, double least) const {
    const Sums s = between(from, to);
    return s.n >= least ? s.y / std::max(s.n, 1.0) : std::numeric_limits<double>::quiet_NaN();
}

double WindowSums::slope(Minute from, Minute to, double least) const {
    const Sums s = between(from, to);
    const double n = std::max(s.n, 1.0);
    const double spreadOfTime = s.tt - s.t * s.t / n;
    return s.n >= least && spreadOfTime > 1e-9 ? (s.ty - s.t * s.y / n) / spreadOfTime
                                               : std::numeric_limits<double>::quiet_NaN();
}

} // namespace foreshock
