// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/base/time.h"
#include "model/domain/map_layout.h"

#include <stop_token>
#include <string>

namespace foreshock {

/// Lays a map out with Graphviz: dependents at the left, what they depend on at the right, by dot; by sfdp where dot
/// took longer than the limit (dot: 117 s for 1,000 boxes with 5,000 arrows). Both run as programs of their own and are
/// killed when their limit is over. The same map is laid out alike. Errors: Unsupported (Graphviz is missing),
/// Cancelled, Invalid (both took too long).
Result<MapLayout> layOutMap(const MapToLayOut& map, std::stop_token stop = {},
                            Duration limit = Duration::milliseconds(2'000));

/// What dot is given. Boxes are n0, n1…: no name of a service is in it.
std::string dotOf(const MapToLayOut& map);
/// Reads what dot -Tjson0 prints. Errors: Format.
Result<MapLayout> readLayout(const std::string& json, const MapToLayOut& map);

} // namespace foreshock
