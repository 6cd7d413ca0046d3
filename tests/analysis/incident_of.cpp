// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/analysis/incident_of.h"

#include <cmath>

namespace foreshock::test {

Incident incidentOf(const IncidentGrid& grid, Instant firstAlarm) {
    const Minute zero = grid.alarms.empty() ? 0 : std::floor(grid.alarms.front().time);
    const auto at = [&](Minute m) { return firstAlarm + Duration::nanoseconds(std::llround((m - zero) * 60e9)); };
    Incident out;
    for (const ServiceId& id : grid.services)
        out.services.push_back({id, id.value, "", true, "", {}});
    for (const GridEdge& e : grid.edges) {
        Dependency d;
        d.from = grid.services[e.from];
        d.to = grid.services[e.to];
        d.kind = e.kind;
        out.dependencies.push_back(d);
    }
    for (const GridChange& c : grid.changes) {
        Change change;
        change.id = c.id;
        change.service = grid.services[c.service];
        change.kind = c.kind;
        change.group = c.group == change.service.value + "/" + c.kind ? "" : c.group;
        change.start = at(c.start);
        if (c.end > c.start)
            change.end = at(c.end);
        out.changes.push_back(change);
    }
    for (const GridAlarm& a : grid.alarms) {
        Alarm alarm;
        alarm.id = a.id;
        alarm.service = grid.services[a.service];
        alarm.rule = a.rule;
        alarm.start = at(a.time);
        if (a.end)
            alarm.end = at(*a.end);
        out.alarms.push_back(alarm);
    }
    for (const GridSeries& s : grid.series) {
        SeriesData data;
        data.info.id = SeriesId(static_cast<std::int64_t>(out.series.size()) + 1);
        data.info.service = grid.services[s.service];
        data.info.metric = s.metric;
        data.info.unit = s.unit;
        const auto early = grid.early.find({s.service, s.metric});
        if (early != grid.early.end())
            for (const EarlyValue& v : early->second)
                data.samples.push_back({at(v.minute), v.value});
        for (std::size_t m = 0; m < s.y.size(); ++m)
            if (!std::isnan(s.y[m]))
                data.samples.push_back({at(static_cast<double>(m)), s.y[m]});
        out.series.push_back(std::move(data));
    }
    return out;
}

} // namespace foreshock::test
