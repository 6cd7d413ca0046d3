// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/lane.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace foreshock {
namespace {

struct Trouble {
    const Service* service;
    Instant firstAlarm = Instant::latest();
    double heat = 0;
    bool hasRow = false;
    bool isTroubled() const { return firstAlarm < Instant::latest() || heat > 0; }
};

std::vector<Trouble> troubles(const IncidentView& incident, const std::vector<HeatRow>& heat) {
    std::map<ServiceId, std::size_t> place;
    std::vector<Trouble> out;
    for (const Service& s : incident.services) {
        place[s.id] = out.size();
        out.push_back({&s});
    }
    for (const Alarm& a : incident.alarms)
        if (const auto at = place.find(a.service); at != place.end())
            out[at->second].firstAlarm = std::min(out[at->second].firstAlarm, a.start);
    for (const HeatRow& row : heat) {
        const auto at = place.find(row.service);
        if (at == place.end())
            continue;
        for (const float cell : row.cells) {
            out[at->second].hasRow = out[at->second].hasRow || !std::isnan(cell);
            if (!std::isnan(cell))
                out[at->second].heat = std::max(out[at->second].heat, static_cast<double>(cell));
        }
    }
    // By alarms only where there are any: heat changes with the range, and rows must not jump under the hand.
    std::stable_sort(out.begin(), out.end(), [](const Trouble& a, const Trouble& b) { return a.firstAlarm < b.firstAlarm; });
    return out;
}

} // namespace

std::vector<Lane> LaneList::of(const IncidentView& incident, const std::vector<HeatRow>& heat) {
    std::vector<Lane> lanes{{LaneKind::Changes, QStringLiteral("Changes"), {}, {}, {}, false, false},
                            {LaneKind::Alarms, QStringLiteral("Alarms"), {}, {}, {}, true, false}};
    std::vector<Lane> later;
    std::size_t shown = 0;
    for (const Trouble& t : troubles(incident, heat)) {
        Lane lane{LaneKind::Heat, QString::fromStdString(t.service->id.value), {}, t.service->id, {}, false, false};
        const bool isFirst = t.isTroubled() && shown < kFirstServices;
        lane.startsGroup = isFirst ? shown == 0 : later.empty();
        shown += isFirst;
        (isFirst ? lanes : later).push_back(lane);
    }
    for (const SeriesInfo& info : incident.series) {
        QString detail = QString::fromStdString(info.service.value);
        if (!info.instance.empty())
            detail += QStringLiteral(" / ") + QString::fromStdString(info.instance);
        if (!info.unit.empty())
            detail += QStringLiteral(" \u00b7 ") + QString::fromStdString(info.unit);
        lanes.push_back({LaneKind::Metric, QString::fromStdString(info.metric), detail, info.service, info, true, false});
    }
    if (!incident.notes.empty())
        lanes.push_back({LaneKind::Notes, QStringLiteral("Notes, milestones"), {}, {}, {}, true, false});
    lanes.insert(lanes.end(), later.begin(), later.end());
    return lanes;
}

} // namespace foreshock
