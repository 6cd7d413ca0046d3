// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/other_incident.h"

#include "app/workflows/alarm_questions.h"

namespace foreshock {

Result<std::shared_ptr<OtherIncident>> OtherIncident::open(const std::string& path, std::stop_token stop) {
    auto session = IncidentSession::open(path, {}, stop);
    if (!session)
        return session.error();
    std::shared_ptr<OtherIncident> out(new OtherIncident);
    out->m_session = std::make_unique<IncidentSession>(std::move(*session));
    const auto incident = out->m_session->incident();
    if (!incident)
        return incident.error();
    if (incident->alarms.empty())
        return Error{ErrorCode::Invalid, "that incident has no alarm, so it can't be laid under this one", path,
                     "Import its alarms, or compare with a time of this incident"};
    const auto storms = askStorms(*out->m_session, stop);
    if (!storms)
        return storms.error();
    out->m_trigger = storms->storms.empty() ? incident->alarms.front().start : storms->storms.front().first();
    for (const SeriesData& series : incident->series)
        out->m_infos.emplace(keyOf(series.info), series.info);
    out->m_series =
        std::make_unique<store::SeriesReader>(out->m_session->database(), out->m_session->gate(), out->m_samples);
    return out;
}

const SeriesInfo* OtherIncident::find(const SeriesInfo& like) const {
    const auto found = m_infos.find(keyOf(like));
    return found == m_infos.end() ? nullptr : &found->second;
}

} // namespace foreshock
