// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/open_incident.h"

#include "model/analysis/recording.h"
#include "model/store/logs/log_reader.h"
#include "model/store/samples/series_catalogue.h"
#include "model/store/source_rows.h"

#include <algorithm>

namespace foreshock {

TimeRange recordedExtent(const Incident& incident, std::vector<TimeRange> stretches) {
    std::vector<Instant> moments;
    for (const Alarm& alarm : incident.alarms)
        moments.push_back(alarm.start);
    if (moments.empty() && stretches.empty())
        for (const Change& change : incident.changes)
            moments.push_back(change.start);
    const std::vector<TimeRange> all = recordings(std::move(stretches), moments);
    if (all.empty())
        return {};
    auto own = all.end() - 1;
    if (!incident.alarms.empty())
        own = std::find_if(all.begin(), all.end(),
                           [&](const TimeRange& r) { return r.contains(incident.alarms.front().start); });
    const std::int64_t minute = Duration::minutes(1).ns;
    TimeRange out{Instant{own->from.ns / minute * minute}, Instant{((own->to.ns - 1) / minute + 1) * minute}};
    // Changes shortly before belong to the picture.
    for (const Change& change : incident.changes)
        if (change.start < out.from && out.from - change.start <= kRecordingHole)
            out.from = std::min(out.from, change.start);
    return out;
}

Result<OpenedIncident> readIncident(IncidentSession& session) {
    OpenedIncident out;
    auto version = store::inputsVersion(session.database());
    if (!version)
        return version.error();
    out.version = std::move(*version);
    auto incident = session.incident();
    if (!incident)
        return incident.error();
    out.incident = std::move(*incident);
    auto sources = store::sources(session.database(), session.gate().snapshot());
    if (!sources)
        return sources.error();
    out.sources = std::move(*sources);
    const auto logs = store::logExtent(session.database(), session.gate());
    if (!logs)
        return logs.error();
    auto stretches = store::sampledStretches(session.database(), session.gate(), kRecordingHole);
    if (!stretches)
        return stretches.error();
    if (!logs->isEmpty())
        stretches->push_back(*logs);
    out.extent = recordedExtent(out.incident, std::move(*stretches));
    for (const SourceInfo& source : out.sources) {
        out.logRecords += source.counts.stored.logs;
        out.samples += source.counts.stored.samples;
    }
    return out;
}

} // namespace foreshock
