// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/map/service_map.h"

namespace foreshock {

/// What is new, gone and told otherwise between an older and a newer map, and what each new edge opens: pairs of
/// services of which the first now depends on the second through that edge, and did not before. Cost: one walk for each
/// new edge and for each of the first 200 services above it; pairs beyond those are not counted.
MapDifference differenceOf(const ServiceMap& before, const ServiceMap& after);

} // namespace foreshock
