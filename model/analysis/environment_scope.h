// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/alarm_group.h"
#include "model/analysis/service_graph.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace foreshock {

/// What counts as one environment: what tells none goes with production.
std::string_view environmentKind(std::string_view environment);

/// Which environments an alarm group is about, and what of others can touch it. By default production and what tells
/// none; a group of alarms told for staging is about staging. The grid and the graph must outlive it.
class EnvironmentScope {
public:
    EnvironmentScope(const IncidentGrid& grid, const ServiceGraph& graph, const AlarmGroup& group);

    bool isElsewhere(std::string_view environment) const {
        return !m_in.contains(std::string(environmentKind(environment)));
    }
    /// Is it of another environment, and no alarmed service depends on it?
    bool isForeign(int service) const;
    /// Services that a change elsewhere shares with what alarmed: the changed one depends on them, an alarmed one does
    /// (or is one), and they are not told to be elsewhere. Seen only where the map knows the changed service as one of
    /// that environment: an edge of production's cart says nothing of staging's.
    std::vector<int> sharedBy(const GridChange& change) const;

private:
    bool isAlarmedBelow(int service) const;
    const IncidentGrid& m_grid;
    const ServiceGraph& m_graph;
    std::vector<int> m_alarmed;
    std::set<std::string> m_in;
};

} // namespace foreshock
