// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/ceiling.h"

#include <optional>
#include <span>

namespace foreshock {

/// The plateau at which a resource stood still at record height, sought before each of the moments (ascending).
///
/// A ceiling of full weight (ceiling.h) that is held: for ≥ 15 min a quarter of the samples share its highest value, or
/// it moves under .4 of what it did before. A series that mostly stands still anyway (a fleet's size, a version) has
/// none. Cost: one ceiling search a moment, most of which end after two medians.
std::optional<Plateau> findPlateau(View y, std::span<const Minute> moments);

/// Does a series mostly repeat its last value?
bool isStepwise(View y);

} // namespace foreshock
