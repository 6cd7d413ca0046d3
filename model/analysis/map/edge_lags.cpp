// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/map/edge_lags.h"

#include <algorithm>

namespace foreshock {

std::vector<EdgeLag> edgeLags(const ServiceMap& map, const ServiceBreaks& breaks) {
    std::vector<EdgeLag> out;
    for (const ServiceMap::Edge& edge : map.edges()) {
        const auto from = breaks.find(map.id(edge.from));
        const auto to = breaks.find(map.id(edge.to));
        if (edge.from == edge.to || from == breaks.end() || to == breaks.end())
            continue;
        const Duration lag = from->second.at - to->second.at;
        const Duration error = from->second.error + to->second.error;
        if (lag >= -error)
            out.push_back({*edge.told, std::max(lag, Duration{}), error});
    }
    return out;
}

} // namespace foreshock
