// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/map/service_map.h"

namespace foreshock {

/// The part of a map that is shown: nodes and edges by their numbers in it, ascending.
struct MapFocus {
    std::vector<int> nodes;
    std::vector<int> edges; ///< between those nodes; none from a node to itself
    int leftOut = 0;        ///< nodes of the map that are not shown
};

/// More than this is never drawn at once: nobody reads it, and no layout is quick enough.
inline constexpr int kMostNodesDrawn = 1'200;

/// Everything within so many dependencies of a node, in both directions; nearest first where that would be too many.
MapFocus focusOn(const ServiceMap& map, int node, int hops);
/// The whole map; of one that is too large the best connected nodes.
MapFocus focusOnAll(const ServiceMap& map);

} // namespace foreshock
