// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/limits.h"
#include "model/domain/series.h"

#include <optional>
#include <span>

namespace foreshock {

/// The rate at which something comes back and when it will be there: hosts restarted, shards moved, a backlog drained.
///
/// From the last sample within .2 % of the start to the first at the target (else the last). Rate: median of the slopes
/// between pairs of at most 200 samples (Theil 1950, Sen 1968), deaf to pauses and bursts; earliest and latest ETA by
/// the quartiles of the rates of six equal stretches. A setback is a fall of over 2 % of what was gained; a series that
/// loses ≥ 5 % of its gains in ≥ 2 setbacks is a sawtooth: hosts fall out of the fleet as they come in, and its ETA
/// means little. Works downwards, too (target under the start). Null: under 4 values,
/// nothing moves, or it wavers: fewer than three in four of the pairs that differ come nearer.
std::optional<Recovery> recoveryOf(std::span<const Sample> samples, double target);

} // namespace foreshock
