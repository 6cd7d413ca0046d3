// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/scene.h"

#include <map>

namespace foreshock {
namespace {

bool isHarmful(const SeriesRole& r) {
    switch (r.role) {
    case Role::Errors:
    case Role::Latency:
    case Role::Availability:
    case Role::Backlog:
        return true;
    case Role::Traffic:
    case Role::Saturation:
        return false;
    case Role::Fleet:
    case Role::Progress:
    case Role::Unknown:
        return r.isWatched;
    }
    return false;
}

/// Rules that watch each service: those of its alarms first, then what is set up and never fired.
std::vector<std::vector<WatchRule>> watchRules(const IncidentGrid& grid) {
    std::vector<std::vector<WatchRule>> out(grid.services.size());
    for (const GridAlarm& alarm : grid.alarms)
        out[static_cast<std::size_t>(alarm.service)].push_back({alarm.rule, alarm.metric});
    for (const GridRule& rule : grid.rules)
        for (std::size_t s = 0; s < out.size(); ++s)
            if (rule.service < 0 || rule.service == static_cast<int>(s))
                out[s].push_back({rule.text, rule.metric});
    return out;
}

} // namespace

Scene::Scene(const IncidentGrid& grid, int without)
    : m_grid(grid)
    , m_graph(static_cast<int>(grid.services.size()), grid.edges)
    , m_of(grid.services.size())
    , m_changes(grid.services.size()) {
    const std::vector<std::vector<WatchRule>> rules = watchRules(grid);
    std::map<std::string, int> channels;
    m_series.reserve(grid.series.size());
    for (const GridSeries& data : grid.series) {
        SceneSeries s;
        s.data = &data;
        const auto service = static_cast<std::size_t>(data.service);
        s.role = seriesRole(grid.services[service].value, data.metric, data.unit, rules[service], grid.roleRules);
        const Channel channel = channelOf(s.role.role, data.unit);
        s.channel = channels.emplace(channel.name, static_cast<int>(channels.size())).first->second;
        s.factor = channel.factor;
        s.isHarm = isHarmful(s.role);
        if (static_cast<int>(m_series.size()) == without) {
            s.role = {Role::Progress, BadDirection::Both, RoleBasis::None, false}; // which no detector reads
            s.isHarm = false;
        } else {
            m_of[static_cast<std::size_t>(data.service)].push_back(static_cast<int>(m_series.size()));
        }
        m_series.push_back(s);
    }
    for (std::size_t c = 0; c < grid.changes.size(); ++c)
        m_changes[static_cast<std::size_t>(grid.changes[c].service)].push_back(static_cast<int>(c));
}

} // namespace foreshock
