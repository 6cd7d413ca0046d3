// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/view_of.h"

#include "app/window/incident_lanes.h"
#include "views/timeline/event_index.h"

#include <algorithm>
#include <filesystem>

namespace foreshock {
namespace {

std::optional<Instant> firstAlarm(const Incident& incident, const Answer* answer) {
    if (incident.alarms.empty())
        return std::nullopt;
    return answer && !answer->alarms.empty() ? answer->firstAlarm : incident.alarms.front().start;
}

} // namespace

std::shared_ptr<const IncidentView> viewOf(const OpenedIncident& opened, const std::string& path, bool isReadOnly,
                                           const Answer* answer) {
    auto view = std::make_shared<IncidentView>();
    const Incident& incident = opened.incident;
    view->title = incident.title;
    view->fileName = std::filesystem::path(path).filename().string();
    view->zoneName = incident.zone;
    view->extent = opened.extent;
    view->services = incident.services;
    view->dependencies = incident.dependencies;
    view->changes = incident.changes;
    view->alarms = incident.alarms;
    view->notes = incident.notes;
    view->series = laneOrder(incident, answer);
    view->sources = opened.sources;
    view->logRecords = opened.logRecords;
    view->samples = opened.samples;
    view->firstAlarm = firstAlarm(incident, answer);
    view->isReadOnly = isReadOnly;
    view->events = EventIndex::from(*view);
    return view;
}

std::shared_ptr<const IncidentView> viewUnder(const Answer& answer, const OpenedIncident& opened,
                                              std::shared_ptr<const IncidentView> view) {
    std::vector<SeriesInfo> series = laneOrder(opened.incident, &answer);
    const auto first = firstAlarm(opened.incident, &answer);
    const auto isSame = [](const SeriesInfo& a, const SeriesInfo& b) { return a.id == b.id; };
    if (first == view->firstAlarm &&
        std::equal(series.begin(), series.end(), view->series.begin(), view->series.end(), isSame))
        return view;
    auto other = std::make_shared<IncidentView>(*view); // with the index: records and measured services are the same
    other->series = std::move(series);
    other->firstAlarm = first;
    return other;
}

} // namespace foreshock
