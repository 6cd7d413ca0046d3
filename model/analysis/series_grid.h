// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/robust.h"
#include "model/domain/series.h"

#include <span>

namespace foreshock {

/// The usual distance between samples: the median over those that differ in time; zero with fewer than two.
Duration usualStep(std::span<const Sample> samples);

/// How many minutes a sample holds at most, of a series with that usual distance.
int heldMinutes(Duration usualStep);

/// Samples (in time order) on `minutes` whole minutes from `start`, as grid_builder.h says.
Values onMinutes(std::span<const Sample> samples, Instant start, int minutes);
/// The same, where it is known how long a sample holds.
Values onMinutes(std::span<const Sample> samples, Instant start, int minutes, int held);

} // namespace foreshock
