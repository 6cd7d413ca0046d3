// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/incident_session.h"
#include "model/domain/alarm_wave.h"
#include "model/domain/answer.h"
#include "model/domain/change_point.h"

#include <optional>
#include <stop_token>
#include <vector>

namespace foreshock {

/// What to rank; the default is the largest group of alarms and everything imported.
struct RankRequest {
    std::optional<AlarmId> alarm;   ///< rank the group that holds it
    std::optional<Instant> at;      ///< where it started, if no alarm says so
    std::optional<Duration> window; ///< changes up to so long before
    std::string zone;               ///< for texts; empty: the incident's
};

/// The same request, about the start that a person marked, where it names neither an alarm nor a time.
RankRequest underMark(RankRequest request, const Incident& incident);

bool knowsAlarm(const Incident& incident, const AlarmId& alarm);
Error noSuchAlarm(const AlarmId& alarm); ///< says how to list them

/// Ranks the changes of an incident, whose samples are read from the session where they are needed. Errors: Cancelled,
/// Invalid (no such alarm), those of reading.
Result<Answer> rankIncident(IncidentSession& session, const Incident& incident, const RankRequest& request,
                            std::stop_token stop = {});

/// All waves of alarms in a line each, the answer's own among them; see rank_waves.h. Errors: Cancelled, those of
/// reading.
Result<AlarmWaves> rankWavesBeside(IncidentSession& session, const Incident& incident, const RankRequest& request,
                                   const Answer& answer, std::stop_token stop = {});

/// Where a series moved within a range. Errors: Cancelled, those of reading.
Result<std::vector<ChangePoint>> seriesChangePoints(IncidentSession& session, const SeriesInfo& series, TimeRange range,
                                                    std::stop_token stop = {});

} // namespace foreshock
