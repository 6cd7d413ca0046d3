// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/environment_scope.h"

#include <algorithm>

namespace foreshock {

std::string_view environmentKind(std::string_view environment) {
    return environment.empty() ? "production" : environment;
}

EnvironmentScope::EnvironmentScope(const IncidentGrid& grid, const ServiceGraph& graph, const AlarmGroup& group)
    : m_grid(grid)
    , m_graph(graph)
    , m_alarmed(group.services()) {
    for (const GroupMember& m : group.members)
        if (m.alarm >= 0)
            m_in.emplace(environmentKind(grid.alarms[static_cast<std::size_t>(m.alarm)].environment));
    if (m_in.empty())
        m_in.emplace(environmentKind({}));
}

bool EnvironmentScope::isAlarmedBelow(int service) const {
    return std::any_of(m_alarmed.begin(), m_alarmed.end(), [&](int a) { return m_graph.reaches(a, service); });
}

bool EnvironmentScope::isForeign(int service) const {
    return isElsewhere(m_grid.environmentOf(service)) && !isAlarmedBelow(service);
}

std::vector<int> EnvironmentScope::sharedBy(const GridChange& change) const {
    std::vector<int> out;
    if (!isElsewhere(m_grid.environmentOf(change.service)))
        return out;
    for (int s = 0; s < m_graph.size(); ++s)
        if (s != change.service && !isElsewhere(m_grid.environmentOf(s)) && m_graph.reaches(change.service, s) &&
            isAlarmedBelow(s))
            out.push_back(s);
    return out;
}

} // namespace foreshock
