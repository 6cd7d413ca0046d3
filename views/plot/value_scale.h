// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/series.h"

#include <optional>
#include <vector>

namespace foreshock {

/// Values to pixels of one metric lane. A value.
struct ValueScale {
    double least = 0;
    double most = 1;
    double top = 0;
    double bottom = 1;

    double y(double value) const { return bottom - (value - least) / (most - least) * (bottom - top); }
    /// Round figures at least this many pixels apart.
    std::vector<double> ticks(double spacing) const;

    /// Over what is visible of the window, with a little air; a level (plateau) is kept in sight. A series that
    /// stays near zero against its size includes zero.
    static ValueScale of(const SeriesWindow& window, TimeRange visible, std::optional<double> level, double top,
                         double bottom);
};

} // namespace foreshock
