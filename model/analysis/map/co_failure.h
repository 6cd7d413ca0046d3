// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/map/service_breaks.h"
#include "model/analysis/map/service_map.h"

#include <vector>

namespace foreshock {

/// Edges that would explain why a service broke: it broke within 4 h after others, and no declared path leads from it
/// to any of them. Proposed to the roots among the earlier ones (those that depend on none of the others), the earliest
/// three: trouble comes from somewhere, and the map names no way. One record is one coincidence, and the text says so.
std::vector<EdgeSuggestion> coFailures(const ServiceMap& map, const ServiceBreaks& breaks);

} // namespace foreshock
