// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/incident_session.h"

#include "model/store/incident_reader.h"
#include "model/store/logs/log_reader.h"
#include "model/store/samples/series_catalogue.h"

namespace foreshock {

Result<IncidentSession> IncidentSession::open(const std::string& path, const store::Snapshot& snapshot,
                                              std::stop_token stop) {
    auto db = store::openForReading(path, std::move(stop));
    if (!db)
        return db.error();
    auto gate = store::Gate::open(*db, snapshot);
    if (!gate)
        return gate.error();
    return IncidentSession(std::move(*db), std::move(*gate));
}

Result<Incident> IncidentSession::incident() const {
    return store::incident(m_db, m_gate);
}

Result<TimeRange> IncidentSession::extent() const {
    TimeRange out{};
    for (const auto& part : {store::logExtent(m_db, m_gate), store::sampleExtent(m_db, m_gate)}) {
        if (!part)
            return part.error();
        out = out.hull(*part);
    }
    const auto changes = store::changes(m_db, m_gate);
    if (!changes)
        return changes.error();
    for (const Change& change : *changes)
        out = out.hull({change.start, change.endOrStart() + Duration{1}});
    const auto alarms = store::alarms(m_db, m_gate);
    if (!alarms)
        return alarms.error();
    for (const Alarm& alarm : *alarms)
        out = out.hull({alarm.start, alarm.end.value_or(alarm.start) + Duration{1}});
    return out;
}

Result<Zone> IncidentSession::zone(const std::string& wanted) const {
    if (!wanted.empty())
        return Zone::find(wanted);
    const auto name = store::fact(m_db, "zone");
    if (!name)
        return name.error();
    const auto found = Zone::find(*name);
    return found ? *found : Zone(); // a zone this machine does not know must not keep anyone from reading
}

Result<TimeContext> IncidentSession::timeContext(const std::string& wantedZone) const {
    const auto found = zone(wantedZone);
    if (!found)
        return found.error();
    const auto whole = extent();
    if (!whole)
        return whole.error();
    const auto alarms = store::alarms(m_db, m_gate);
    if (!alarms)
        return alarms.error();
    const Instant end = whole->isEmpty() ? Instant{} : whole->to - Duration{1};
    return TimeContext{*found, alarms->empty() ? end : alarms->front().start, end};
}

} // namespace foreshock
