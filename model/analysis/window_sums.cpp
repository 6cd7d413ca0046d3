// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/window_sums.h"

#include <cmath>

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

} // namespace foreshock
