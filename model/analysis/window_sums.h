// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/incident_grid.h"

namespace foreshock {

/// Means and slopes of a gappy series over any window in constant time, from running sums.
class WindowSums {
public:
    explicit WindowSums(View y);

    /// Mean over [from, to) (rounded half to even); NaN with fewer than `least` samples.
    double mean(Minute from, Minute to, double least) const;
    /// Least-squares slope a minute over [from, to).
    double slope(Minute from, Minute to, double least) const;

private:
    struct Sums {
        double n = 0, y = 0, t = 0, tt = 0, ty = 0;
    };
    Sums between(Minute from, Minute to) const;
    std::vector<Sums> m_sums;
};

} // namespace foreshock
