// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/series.h"

#include <optional>
#include <span>
#include <vector>

namespace foreshock {

/// Where a resource stood while a fleet kept its size.
struct SettledLevel {
    double size = 0;
    double level = 0;
    int samples = 0;
    TimeRange range;
};

/// The levels at which a resource had settled, in time order.
///
/// Recorded stretches are cut into hours (a sixth of a short stretch, at least 12 min), a new one every quarter of it.
/// An hour counts if the size stayed the same throughout it and in the half hour before it, and the resource neither
/// moved (slope within 3 standard errors, or under half a noise unit over the hour) nor stood at its limit: clamped and
/// still climbing samples tell nothing about larger sizes. Neighbouring hours of one size are one level. A lone sample
/// without a neighbour within 6 h counts as settled where the size was told within 10 min of it: it is what history
/// keeps of an earlier run. Linear in the samples but for sorting.
std::vector<SettledLevel> settledLevels(std::span<const Sample> size, std::span<const Sample> resource,
                                        std::optional<double> limit);

} // namespace foreshock
