// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/map/service_breaks.h"
#include "model/analysis/map/service_map.h"

#include <vector>

namespace foreshock {

/// How long after what it depends on each dependent broke, edge by edge; edges whose dependent broke first (by more
/// than the errors of both) have none. One record is one measurement: it says what happened, not what always will.
std::vector<EdgeLag> edgeLags(const ServiceMap& map, const ServiceBreaks& breaks);

} // namespace foreshock
