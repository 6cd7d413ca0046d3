// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/service_graph.h"

#include <algorithm>

namespace foreshock {
namespace {

double weightOf(DependencyKind kind) {
    switch (kind) {
    case DependencyKind::Hard:
    case DependencyKind::Auth:
        return 1.0;
    case DependencyKind::Tooling:
    case DependencyKind::Telemetry:
        return .5;
    case DependencyKind::Soft:
    case DependencyKind::Buffered:
    case DependencyKind::Unknown:
        return .8;
    }
    return .8;
}

void link(std::vector<Link>& links, int service, DependencyKind kind) {
    const double weight = weightOf(kind);
    const bool isTooling = kind == DependencyKind::Tooling;
    const auto at =
        std::lower_bound(links.begin(), links.end(), service, [](const Link& l, int s) { return l.service < s; });
    if (at != links.end() && at->service == service) {
        at->weight = std::max(at->weight, weight);
        at->isTooling = at->isTooling || isTooling;
    } else {
        links.insert(at, Link{service, weight, isTooling});
    }
}

} // namespace

ServiceGraph::ServiceGraph(int services, std::span<const GridEdge> edges)
    : m_callees(static_cast<std::size_t>(services))
    , m_callers(static_cast<std::size_t>(services))
    , m_below(static_cast<std::size_t>(services)) {
    for (const GridEdge& edge : edges)
        if (edge.from != edge.to) {
            link(m_callees[static_cast<std::size_t>(edge.from)], edge.to, edge.kind);
            link(m_callers[static_cast<std::size_t>(edge.to)], edge.from, edge.kind);
        }
}

bool ServiceGraph::calls(int caller, int callee) const {
    const auto links = callees(caller);
    return std::binary_search(links.begin(), links.end(), Link{callee},
                              [](const Link& a, const Link& b) { return a.service < b.service; });
}

bool ServiceGraph::reaches(int from, int to) const {
    std::vector<bool>& seen = m_below[static_cast<std::size_t>(from)];
    if (seen.empty()) {
        seen.resize(m_callees.size());
        seen[static_cast<std::size_t>(from)] = true;
        std::vector<int> open{from};
        while (!open.empty()) {
            const int at = open.back();
            open.pop_back();
            for (const Link& next : callees(at))
                if (!seen[static_cast<std::size_t>(next.service)]) {
                    seen[static_cast<std::size_t>(next.service)] = true;
                    open.push_back(next.service);
                }
        }
    }
    return seen[static_cast<std::size_t>(to)];
}

} // namespace foreshock
