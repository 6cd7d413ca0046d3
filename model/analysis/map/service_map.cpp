// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/map/service_map.h"

#include <algorithm>
#include <deque>
#include <tuple>

namespace foreshock {

ServiceMap::ServiceMap(const std::vector<Service>& services, const std::vector<Dependency>& dependencies) {
    for (const Service& s : services)
        m_ids.push_back(s.id);
    for (const Dependency& d : dependencies) {
        m_ids.push_back(d.from);
        m_ids.push_back(d.to);
    }
    std::erase_if(m_ids, [](const ServiceId& id) { return id.value.empty(); });
    std::sort(m_ids.begin(), m_ids.end());
    m_ids.erase(std::unique(m_ids.begin(), m_ids.end()), m_ids.end());
    for (const Dependency& d : dependencies)
        if (!d.from.value.empty() && !d.to.value.empty())
            m_edges.push_back({indexOf(d.from), indexOf(d.to), &d});
    const auto key = [](const Edge& e) { return std::tuple(e.from, e.to, e.told->kind); };
    std::stable_sort(m_edges.begin(), m_edges.end(), [&](const Edge& a, const Edge& b) {
        const auto known = [](const Edge& e) { return std::tuple(!e.told->isConfirmed, !e.told->isDocumented); };
        return std::tuple(key(a), known(a)) < std::tuple(key(b), known(b));
    });
    m_edges.erase(
        std::unique(m_edges.begin(), m_edges.end(), [&](const Edge& a, const Edge& b) { return key(a) == key(b); }),
        m_edges.end());
    m_out.resize(m_ids.size());
    m_in.resize(m_ids.size());
    for (std::size_t e = 0; e < m_edges.size(); ++e) {
        m_out[static_cast<std::size_t>(m_edges[e].from)].push_back(static_cast<int>(e));
        m_in[static_cast<std::size_t>(m_edges[e].to)].push_back(static_cast<int>(e));
    }
}

int ServiceMap::indexOf(const ServiceId& id) const {
    const auto at = std::lower_bound(m_ids.begin(), m_ids.end(), id);
    return at != m_ids.end() && *at == id ? static_cast<int>(at - m_ids.begin()) : -1;
}

std::vector<bool> ServiceMap::walk(int node, bool isDown, const Follow& follow) const {
    std::vector<bool> seen(m_ids.size(), false);
    std::vector<int> open{node};
    while (!open.empty()) {
        const int next = open.back();
        open.pop_back();
        for (const int e : isDown ? dependenciesOf(next) : dependentsOf(next)) {
            const Edge& edge = m_edges[static_cast<std::size_t>(e)];
            const int other = isDown ? edge.to : edge.from;
            if (edge.from == edge.to || seen[static_cast<std::size_t>(other)] || (follow && !follow(edge)))
                continue;
            seen[static_cast<std::size_t>(other)] = true;
            open.push_back(other);
        }
    }
    return seen;
}

std::vector<bool> ServiceMap::below(int node, const Follow& follow) const {
    return walk(node, true, follow);
}

std::vector<bool> ServiceMap::above(int node, const Follow& follow) const {
    return walk(node, false, follow);
}

std::vector<int> ServiceMap::path(int from, int to, const Follow& follow) const {
    std::vector<int> via(m_ids.size(), -2); // −2: not seen, −1: the begin
    std::deque<int> open{from};
    via[static_cast<std::size_t>(from)] = -1;
    while (!open.empty() && via[static_cast<std::size_t>(to)] == -2) {
        const int next = open.front();
        open.pop_front();
        for (const int e : dependenciesOf(next)) {
            const Edge& edge = m_edges[static_cast<std::size_t>(e)];
            if (via[static_cast<std::size_t>(edge.to)] != -2 || (follow && !follow(edge)))
                continue;
            via[static_cast<std::size_t>(edge.to)] = next;
            open.push_back(edge.to);
        }
    }
    std::vector<int> out;
    if (via[static_cast<std::size_t>(to)] == -2)
        return out;
    for (int node = to; node != -1; node = via[static_cast<std::size_t>(node)])
        out.push_back(node);
    std::reverse(out.begin(), out.end());
    return out;
}

ServicePath ServiceMap::named(const std::vector<int>& nodes) const {
    ServicePath out;
    for (const int node : nodes)
        out.push_back(id(node));
    return out;
}

int countOf(const std::vector<bool>& nodes) {
    return static_cast<int>(std::count(nodes.begin(), nodes.end(), true));
}

} // namespace foreshock
