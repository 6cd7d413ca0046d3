// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/dependency.h"
#include "model/domain/map_answers.h"
#include "model/domain/service.h"

#include <functional>
#include <vector>

namespace foreshock {

/// The service map with numbers for names. Of edges that were told twice for one pair and kind the better known is
/// kept; edges of several kinds between one pair all stay; an edge from a service to itself is kept and leads nowhere.
/// Made in n log n; every walk is linear in services and edges, so that 10⁴ of them are nothing.
class ServiceMap {
public:
    struct Edge {
        int from = 0; ///< depends on…
        int to = 0;
        const Dependency* told = nullptr;
    };
    /// Both lists outlive it. Services that only edges name are nodes, too.
    ServiceMap(const std::vector<Service>& services, const std::vector<Dependency>& dependencies);

    int size() const { return static_cast<int>(m_ids.size()); }
    const ServiceId& id(int node) const { return m_ids[static_cast<std::size_t>(node)]; }
    int indexOf(const ServiceId& id) const; ///< −1: not there
    const std::vector<Edge>& edges() const { return m_edges; }
    const std::vector<int>& dependenciesOf(int node) const { return m_out[static_cast<std::size_t>(node)]; } ///< edges
    const std::vector<int>& dependentsOf(int node) const { return m_in[static_cast<std::size_t>(node)]; }    ///< edges
    const Edge& edge(int number) const { return m_edges[static_cast<std::size_t>(number)]; }

    using Follow = std::function<bool(const Edge&)>;
    /// What a node depends on, through any edges that `follow` takes; not itself, unless it lies on a cycle of several.
    std::vector<bool> below(int node, const Follow& follow = {}) const;
    /// What depends on a node.
    std::vector<bool> above(int node, const Follow& follow = {}) const;
    /// The shortest path of dependencies; empty if there is none. From a node to itself: that node alone.
    std::vector<int> path(int from, int to, const Follow& follow = {}) const;
    ServicePath named(const std::vector<int>& nodes) const;

private:
    std::vector<bool> walk(int node, bool isDown, const Follow& follow) const;

    std::vector<ServiceId> m_ids; ///< ascending
    std::vector<Edge> m_edges;    ///< by from, to, kind
    std::vector<std::vector<int>> m_out, m_in;
};

int countOf(const std::vector<bool>& nodes);

} // namespace foreshock
