// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/open_incident.h"

#include "model/store/logs/log_reader.h"
#include "model/store/source_rows.h"

#include <algorithm>

namespace foreshock {

TimeRange recordedExtent(const Incident& incident, TimeRange logs) {
    constexpr Duration kHole = Duration::hours(6);
    // One mark a minute is enough to find holes of hours.
    std::vector<std::int64_t> minutes;
    const std::int64_t minute = Duration::minutes(1).ns;
    const auto mark = [&](Instant t) {
        if (minutes.empty() || minutes.back() != t.ns / minute)
            minutes.push_back(t.ns / minute);
    };
    for (const SeriesData& series : incident.series)
        for (const Sample& sample : series.samples)
            mark(sample.time);
    if (!logs.isEmpty())
        for (Instant t = logs.from; t < logs.to; t += Duration::hours(1))
            mark(t);
    if (!logs.isEmpty())
        mark(logs.to);
    for (const Alarm& alarm : incident.alarms)
        mark(alarm.start);
    if (minutes.empty())
        for (const Change& change : incident.changes)
            mark(change.start);
    if (minutes.empty())
        return {};
    std::sort(minutes.begin(), minutes.end());
    const std::int64_t pivot = incident.alarms.empty() ? minutes.back() : incident.alarms.front().start.ns / minute;
    auto first = std::lower_bound(minutes.begin(), minutes.end(), pivot);
    if (first == minutes.end())
        --first;
    auto last = first;
    while (first != minutes.begin() && *first - *(first - 1) <= kHole.ns / minute)
        --first;
    while (last + 1 != minutes.end() && *(last + 1) - *last <= kHole.ns / minute)
        ++last;
    TimeRange out{Instant{*first * minute}, Instant{(*last + 1) * minute}};
    // Changes shortly before belong to the picture.
    for (const Change& change : incident.changes)
        if (change.start < out.from && out.from - change.start <= kHole)
            out.from = std::min(out.from, change.start);
    return out;
}

Result<OpenedIncident> readIncident(IncidentSession& session, std::stop_token stop) {
    OpenedIncident out;
    auto incident = session.incidentWithSamples(stop);
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
    out.extent = recordedExtent(out.incident, *logs);
    for (const SourceInfo& source : out.sources) {
        out.logRecords += source.counts.stored.logs;
        out.samples += source.counts.stored.samples;
    }
    return out;
}

} // namespace foreshock
