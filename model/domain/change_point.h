// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/time.h"

#include <cstddef>
#include <string_view>

namespace foreshock {

enum class ChangePointType { Shift, Excursion };

std::string_view nameOf(ChangePointType type);

/// Where a series moved to another level or slope.
struct ChangePoint {
    std::size_t index = 0; ///< 0-based index of the first sample after it, nulls counted
    Instant time;
    double before = 0;     ///< mean of up to 20 samples before
    double after = 0;      ///< mean of up to 20 samples from it on
    double gain = 0;       ///< cost units above the penalty
    double confidence = 0; ///< 1 − e^(−gain/2)
    std::size_t lo = 0;
    std::size_t hi = 0; ///< about a 95 % interval of the index
    ChangePointType type = ChangePointType::Shift;
};

} // namespace foreshock
