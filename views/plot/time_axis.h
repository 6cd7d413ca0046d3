// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/time.h"

#include <cmath>

namespace foreshock {

/// Instants to pixels and back, exact to the nanosecond where doubles of seconds since 1970 are not. A value.
struct TimeAxis {
    TimeRange range;
    double left = 0;
    double width = 1;

    double x(Instant t) const {
        const double length = static_cast<double>(std::max<std::int64_t>(range.length().ns, 1));
        // A long double holds all 64 bits, and extremes do not overflow in it.
        const auto past = static_cast<double>(static_cast<long double>(t.ns) - static_cast<long double>(range.from.ns));
        return left + past / length * width;
    }
    Instant at(double x) const {
        return {range.from.ns + std::llround((x - left) / width * static_cast<double>(range.length().ns))};
    }
    double right() const { return left + width; }
    Duration perPixel() const {
        return {std::max<std::int64_t>(1, std::llround(static_cast<double>(range.length().ns) / width))};
    }
};

} // namespace foreshock
