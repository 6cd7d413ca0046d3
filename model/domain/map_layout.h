// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace foreshock {

struct MapPoint {
    double x = 0, y = 0; ///< y downwards
    bool operator==(const MapPoint&) const = default;
};

/// What shall be laid out: boxes and arrows without names. Sizes and places are in one unit, whichever the caller
/// takes.
struct MapToLayOut {
    struct Box {
        double width = 0, height = 0;
    };
    std::vector<Box> boxes;
    std::vector<std::pair<int, int>> arrows; ///< from the dependent to what it depends on
};

/// Where boxes and arrows go.
struct MapLayout {
    std::vector<MapPoint> centres;              ///< of the boxes
    std::vector<std::vector<MapPoint>> courses; ///< of the arrows, 3n + 1 Bézier points each; empty: not drawn
    double width = 0, height = 0;
    std::string engine; ///< "dot", or "sfdp" where dot took too long
};

} // namespace foreshock
