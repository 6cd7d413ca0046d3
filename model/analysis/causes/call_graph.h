// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>
#include <vector>

namespace foreshock {

/// Who calls whom, by service number. Each edge once, no self-loops; cycles are allowed.
class CallGraph {
public:
    CallGraph(int services, const std::vector<std::pair<int, int>>& edges);

    int size() const { return static_cast<int>(m_callees.size()); }
    bool hasEdges() const { return m_hasEdges; }
    const std::vector<int>& callees(int service) const { return m_callees[static_cast<std::size_t>(service)]; }
    const std::vector<int>& callers(int service) const { return m_callers[static_cast<std::size_t>(service)]; }
    /// The service and all that it depends on through any number of edges, nearest first.
    std::vector<int> reach(int start) const;
    /// The shortest way along calls, both ends included; empty if there is none.
    std::vector<int> path(int from, int to) const;
    /// All that are reached, callers before callees; in a cycle the one met first comes first.
    std::vector<int> callersFirst(int start) const;
    /// The same graph with edges only among kept services: others are stepped over.
    CallGraph steppedOver(const std::vector<bool>& isKept) const;

private:
    std::vector<std::vector<int>> m_callees;
    std::vector<std::vector<int>> m_callers;
    bool m_hasEdges = false;
};

} // namespace foreshock
