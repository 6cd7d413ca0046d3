// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/map/map_focus.h"

#include <algorithm>
#include <numeric>

namespace foreshock {
namespace {

MapFocus between(const ServiceMap& map, std::vector<int> nodes) {
    MapFocus out{std::move(nodes), {}, 0};
    out.leftOut = map.size() - static_cast<int>(out.nodes.size());
    std::sort(out.nodes.begin(), out.nodes.end());
    std::vector<bool> isShown(static_cast<std::size_t>(map.size()));
    for (const int n : out.nodes)
        isShown[static_cast<std::size_t>(n)] = true;
    for (std::size_t i = 0; i < map.edges().size(); ++i) {
        const ServiceMap::Edge& e = map.edges()[i];
        if (e.from != e.to && isShown[static_cast<std::size_t>(e.from)] && isShown[static_cast<std::size_t>(e.to)])
            out.edges.push_back(static_cast<int>(i));
    }
    return out;
}

} // namespace

MapFocus focusOn(const ServiceMap& map, int node, int hops) {
    std::vector<bool> isSeen(static_cast<std::size_t>(map.size()));
    std::vector<int> found{node};
    isSeen[static_cast<std::size_t>(node)] = true;
    std::size_t ring = 0;
    for (int hop = 0; hop < hops; ++hop) {
        const std::size_t end = found.size();
        for (; ring < end; ++ring)
            for (const bool isDown : {true, false})
                for (const int e : isDown ? map.dependenciesOf(found[ring]) : map.dependentsOf(found[ring])) {
                    const int next = isDown ? map.edge(e).to : map.edge(e).from;
                    if (isSeen[static_cast<std::size_t>(next)] || found.size() >= kMostNodesDrawn)
                        continue;
                    isSeen[static_cast<std::size_t>(next)] = true;
                    found.push_back(next);
                }
    }
    return between(map, std::move(found));
}

MapFocus focusOnAll(const ServiceMap& map) {
    std::vector<int> nodes(static_cast<std::size_t>(map.size()));
    std::iota(nodes.begin(), nodes.end(), 0);
    if (map.size() > kMostNodesDrawn) {
        const auto degree = [&](int n) { return map.dependenciesOf(n).size() + map.dependentsOf(n).size(); };
        std::stable_sort(nodes.begin(), nodes.end(), [&](int a, int b) { return degree(a) > degree(b); });
        nodes.resize(kMostNodesDrawn);
    }
    return between(map, std::move(nodes));
}

} // namespace foreshock
