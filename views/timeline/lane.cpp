// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/lane.h"

#include "views/timeline/event_index.h"

#include <algorithm>
#include <map>

namespace foreshock {
namespace {

struct Trouble {
    const Service* service;
    Instant firstAlarm = Instant::latest();
};

/// By first alarm; the others keep the order of the incident.
std::vector<Trouble> byFirstAlarm(const IncidentView& incident) {
    const auto index = EventIndex::from(incident);
    std::vector<Trouble> out;
    for (const Service& s : incident.services)
        out.push_back({&s, index->alarmedOf(s.id).first});
    std::stable_sort(out.begin(), out.end(),
                     [](const Trouble& a, const Trouble& b) { return a.firstAlarm < b.firstAlarm; });
    return out;
}

Lane laneOf(LaneKind kind, const std::string& key, const QString& name, bool startsGroup) {
    Lane lane;
    lane.kind = kind;
    lane.key = key;
    lane.name = name;
    lane.startsGroup = startsGroup;
    return lane;
}

std::string keyOf(const SeriesInfo& info) {
    std::string key = "metric " + info.service.value + " " + info.metric;
    for (const std::string* part : {&info.instance, &info.version, &info.environment})
        if (!part->empty())
            key += " " + *part;
    return key;
}

} // namespace

std::string LaneList::keyOfAsked(const SeriesInfo& info) {
    return "sql " + info.metric + " " + info.unit;
}

std::vector<Lane> LaneList::of(const IncidentView& incident, const std::set<ServiceId>& troubled,
                               const std::vector<SeriesInfo>& asked) {
    std::vector<Lane> lanes{laneOf(LaneKind::Changes, "changes", QStringLiteral("Changes"), false),
                            laneOf(LaneKind::Alarms, "alarms", QStringLiteral("Alarms"), true)};
    std::vector<Lane> later;
    std::size_t shown = 0;
    for (const Trouble& t : byFirstAlarm(incident)) {
        Lane lane =
            laneOf(LaneKind::Heat, "heat " + t.service->id.value, QString::fromStdString(t.service->id.value), false);
        lane.service = t.service->id;
        const bool isTroubled = t.firstAlarm < Instant::latest() || troubled.contains(t.service->id);
        const bool isFirst = isTroubled && shown < kFirstServices;
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
        lanes.push_back(laneOf(LaneKind::Metric, keyOf(info), QString::fromStdString(info.metric), true));
        lanes.back().detail = detail;
        lanes.back().service = info.service;
        lanes.back().series = info;
    }
    for (const SeriesInfo& info : asked) {
        lanes.push_back(laneOf(LaneKind::Metric, keyOfAsked(info), QString::fromStdString(info.metric), true));
        lanes.back().detail = QStringLiteral("SQL");
        if (!info.unit.empty())
            lanes.back().detail += QStringLiteral(" \u00b7 ") + QString::fromStdString(info.unit);
        lanes.back().series = info;
        lanes.back().isAsked = true;
    }
    if (!incident.notes.empty())
        lanes.push_back(laneOf(LaneKind::Notes, "notes", QStringLiteral("Notes, milestones"), true));
    lanes.insert(lanes.end(), later.begin(), later.end());
    return lanes;
}

} // namespace foreshock
