// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/alarm_questions.h"

#include "app/workflows/stored_samples.h"
#include "model/analysis/alarms/alarm_storms.h"

namespace foreshock {

Result<AlarmStorms> askStorms(IncidentSession& session, std::stop_token stop) {
    const auto incident = session.incident();
    if (!incident)
        return incident.error();
    StoredSamples samples(session, stop);
    auto answer = alarmStorms(*incident, samples, std::move(stop));
    if (samples.error())
        return *samples.error();
    if (!answer)
        return Error{ErrorCode::Cancelled, "cancelled", "", ""};
    return std::move(*answer);
}

} // namespace foreshock
