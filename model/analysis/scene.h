// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/incident_grid.h"
#include "model/analysis/series_role.h"
#include "model/analysis/service_graph.h"

#include <vector>

namespace foreshock {

/// A grid series with what its name, unit and alarms say about it.
struct SceneSeries {
    const GridSeries* data = nullptr;
    SeriesRole role;
    int channel = 0;     ///< equal numbers can be added and subtracted across services
    double factor = 1;   ///< to the channel's unit
    bool isHarm = false; ///< its bad direction is harm in itself, not only a means to it

    int service() const { return data->service; }
    View y() const { return data->y; }
    bool is(Role r) const { return role.role == r; }
    /// Could it be a resource with a limit?
    bool isLimited() const { return is(Role::Saturation) || (is(Role::Unknown) && !role.isWatched); }
    bool isUp() const { return role.bad != BadDirection::Down; } ///< bad upwards, at least among others
    bool isDown() const { return role.bad != BadDirection::Up; }
};

/// An incident's grid with its map and the roles of its series. The grid must outlive it; one thread.
class Scene {
public:
    /// `without`: a series to leave out (its number stays, but it has no role and is no service's), to see what rests
    /// on it.
    explicit Scene(const IncidentGrid& grid, int without = -1);
    explicit Scene(IncidentGrid&&, int = -1) = delete;

    const IncidentGrid& grid() const { return m_grid; }
    const ServiceGraph& graph() const { return m_graph; }
    const std::vector<SceneSeries>& series() const { return m_series; }
    const SceneSeries& at(int series) const { return m_series[static_cast<std::size_t>(series)]; }
    /// Series of a service, by metric.
    const std::vector<int>& seriesOf(int service) const { return m_of[static_cast<std::size_t>(service)]; }
    /// Changes of a service, by start.
    const std::vector<int>& changesOf(int service) const { return m_changes[static_cast<std::size_t>(service)]; }
    const GridChange& change(int c) const { return m_grid.changes[static_cast<std::size_t>(c)]; }
    SeriesKey key(int series) const { return {at(series).service(), at(series).data->metric}; }

private:
    const IncidentGrid& m_grid;
    ServiceGraph m_graph;
    std::vector<SceneSeries> m_series;
    std::vector<std::vector<int>> m_of;
    std::vector<std::vector<int>> m_changes;
};

} // namespace foreshock
