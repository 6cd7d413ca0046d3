// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/causes/call_graph.h"

#include <algorithm>
#include <set>

namespace foreshock {

CallGraph::CallGraph(int services, const std::vector<std::pair<int, int>>& edges)
    : m_callees(static_cast<std::size_t>(services))
    , m_callers(static_cast<std::size_t>(services)) {
    std::set<std::pair<int, int>> seen;
    for (const auto& [from, to] : edges)
        if (from != to && seen.insert({from, to}).second) {
            m_callees[static_cast<std::size_t>(from)].push_back(to);
            m_callers[static_cast<std::size_t>(to)].push_back(from);
            m_hasEdges = true;
        }
    for (auto* lists : {&m_callees, &m_callers})
        for (std::vector<int>& list : *lists)
            std::sort(list.begin(), list.end());
}

std::vector<int> CallGraph::reach(int start) const {
    std::vector<bool> seen(m_callees.size());
    std::vector<int> out{start};
    seen[static_cast<std::size_t>(start)] = true;
    for (std::size_t i = 0; i < out.size(); ++i)
        for (const int c : callees(out[i]))
            if (!seen[static_cast<std::size_t>(c)]) {
                seen[static_cast<std::size_t>(c)] = true;
                out.push_back(c);
            }
    return out;
}

std::vector<int> CallGraph::path(int from, int to) const {
    std::vector<int> before(m_callees.size(), -1);
    std::vector<int> queue{from};
    before[static_cast<std::size_t>(from)] = from;
    for (std::size_t i = 0; i < queue.size() && before[static_cast<std::size_t>(to)] < 0; ++i)
        for (const int c : callees(queue[i]))
            if (before[static_cast<std::size_t>(c)] < 0) {
                before[static_cast<std::size_t>(c)] = queue[i];
                queue.push_back(c);
            }
    if (before[static_cast<std::size_t>(to)] < 0)
        return {};
    std::vector<int> out{to};
    while (out.back() != from)
        out.push_back(before[static_cast<std::size_t>(out.back())]);
    std::reverse(out.begin(), out.end());
    return out;
}

std::vector<int> CallGraph::callersFirst(int start) const {
    std::vector<bool> seen(m_callees.size());
    std::vector<std::pair<int, std::size_t>> stack{{start, 0}}; // a service and which callee is next
    std::vector<int> out;
    seen[static_cast<std::size_t>(start)] = true;
    while (!stack.empty()) {
        auto& [service, next] = stack.back();
        if (next == callees(service).size()) {
            out.push_back(service);
            stack.pop_back();
            continue;
        }
        const int c = callees(service)[next++];
        if (!seen[static_cast<std::size_t>(c)]) {
            seen[static_cast<std::size_t>(c)] = true;
            stack.push_back({c, 0});
        }
    }
    std::reverse(out.begin(), out.end());
    return out;
}

CallGraph CallGraph::steppedOver(const std::vector<bool>& isKept) const {
    std::vector<std::pair<int, int>> edges;
    for (int s = 0; s < size(); ++s) {
        if (!isKept[static_cast<std::size_t>(s)])
            continue;
        std::vector<bool> seen(m_callees.size());
        std::vector<int> queue{s};
        for (std::size_t i = 0; i < queue.size(); ++i)
            for (const int c : callees(queue[i]))
                if (!seen[static_cast<std::size_t>(c)]) {
                    seen[static_cast<std::size_t>(c)] = true;
                    if (isKept[static_cast<std::size_t>(c)])
                        edges.push_back({s, c});
                    else
                        queue.push_back(c);
                }
    }
    return CallGraph(size(), edges);
}

} // namespace foreshock
