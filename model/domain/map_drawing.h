// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/time.h"
#include "model/domain/dependency.h"
#include "model/domain/map_layout.h"
#include "model/domain/service.h"

#include <optional>
#include <string_view>
#include <vector>

namespace foreshock {

/// What a service is, as its shape on the map tells.
enum class NodeShape { Service, Store, Queue, Tool, External };
std::string_view nameOf(NodeShape shape); ///< "service", "store", "queue", "tool", "external"

/// A map, or a part of one, with the places of everything on it; without any moment's state.
struct MapDrawing {
    struct Node {
        Service service;
        NodeShape shape = NodeShape::Service;
        MapPoint centre;
    };
    struct Edge {
        Dependency told;
        int from = 0, to = 0;         ///< nodes
        std::vector<MapPoint> course; ///< 3n + 1 Bézier points
        std::optional<Duration> lag;  ///< how long after what it depends on the dependent broke, in this record
    };
    static constexpr double kWidth = 148, kHeight = 46; ///< of a node
    std::vector<Node> nodes;
    std::vector<Edge> edges;
    double width = 0, height = 0;
    std::string engine;
    ServiceId focus; ///< empty: none
    int hops = 0;
    int leftOut = 0; ///< services of the map that are not on it
};

/// By what its source calls it; `isTool`: a dependency says that responders use it.
NodeShape shapeOf(const Service& service, bool isTool);

} // namespace foreshock
