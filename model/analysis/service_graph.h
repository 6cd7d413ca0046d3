// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/incident_grid.h"

#include <span>
#include <vector>

namespace foreshock {

/// A neighbour on the map. The weight is how well trouble travels along that kind of edge: hard and auth 1,
/// buffered, soft and unknown .8, tooling and telemetry .5; the strongest where two edges join the same pair.
struct Link {
    int service = 0;
    double weight = 1;
    bool isTooling = false; ///< the callee operates the caller, or repairs it
};

/// The service map as the ranking walks it. "Callees" are what a service depends on. Not for use by several threads:
/// reachable sets are worked out when first asked for.
class ServiceGraph {
public:
    ServiceGraph(int services, std::span<const GridEdge> edges);

    std::span<const Link> callees(int service) const { return m_callees[static_cast<std::size_t>(service)]; }
    std::span<const Link> callers(int service) const { return m_callers[static_cast<std::size_t>(service)]; }
    bool calls(int caller, int callee) const;
    /// Does `from` depend on `to`, through any number of edges (or is it the same service)?
    bool reaches(int from, int to) const;
    int size() const { return static_cast<int>(m_callees.size()); }

private:
    std::vector<std::vector<Link>> m_callees; ///< each sorted by service
    std::vector<std::vector<Link>> m_callers;
    mutable std::vector<std::vector<bool>> m_below;
};

} // namespace foreshock
