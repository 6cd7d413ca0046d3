// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/analyse.h"

#include "app/workflows/stored_samples.h"
#include "app/workflows/template_history.h"
#include "model/analysis/change_points.h"
#include "model/analysis/rank_changes.h"
#include "model/analysis/rank_waves.h"
#include "model/domain/marked_start.h"

#include <algorithm>

namespace foreshock {
namespace {

Error cancelled() {
    return {ErrorCode::Cancelled, "cancelled", "", ""};
}

RankOptions optionsOf(const RankRequest& request, const Incident& incident) {
    RankOptions out;
    out.alarm = request.alarm;
    out.at = request.at;
    out.window = request.window;
    out.displayZone = request.zone.empty() ? incident.zone : request.zone;
    return out;
}

} // namespace

RankRequest underMark(RankRequest request, const Incident& incident) {
    if (!request.alarm && !request.at)
        request.at = markedStart(incident.notes);
    return request;
}

bool knowsAlarm(const Incident& incident, const AlarmId& alarm) {
    return std::any_of(incident.alarms.begin(), incident.alarms.end(), [&](const Alarm& a) { return a.id == alarm; });
}

Error noSuchAlarm(const AlarmId& alarm) {
    return {ErrorCode::Invalid, "there is no alarm \"" + alarm.value + "\"", "--alarm",
            "List them: foreshock sql FILE 'SELECT id, start, title FROM alarms'"};
}

Result<Answer> rankIncident(IncidentSession& session, const Incident& incident, const RankRequest& request,
                            std::stop_token stop) {
    if (request.alarm && !knowsAlarm(incident, *request.alarm))
        return noSuchAlarm(*request.alarm);
    const RankOptions options = optionsOf(request, incident);
    StoredSamples samples(session, stop);
    auto answer = rankChanges(incident, samples, options, stop);
    if (samples.error())
        return *samples.error();
    if (!answer)
        return cancelled();
    const auto zone = Zone::find(options.displayZone);
    if (const auto added = addTemplateEvidence(session, *answer, zone ? *zone : Zone(), stop); !added)
        return added.error();
    return std::move(*answer);
}

Result<AlarmWaves> rankWavesBeside(IncidentSession& session, const Incident& incident, const RankRequest& request,
                                   const Answer& answer, std::stop_token stop) {
    StoredSamples samples(session, stop);
    auto waves = rankWaves(incident, samples, optionsOf(request, incident), answer, stop);
    if (samples.error())
        return *samples.error();
    if (!waves)
        return cancelled();
    return std::move(*waves);
}

Result<std::vector<ChangePoint>> seriesChangePoints(IncidentSession& session, const SeriesInfo& series, TimeRange range,
                                                    std::stop_token stop) {
    const auto samples = store::samples(session.database(), session.gate(), series.id, range);
    if (!samples)
        return samples.error();
    auto points = changePoints(*samples, std::move(stop));
    if (!points)
        return cancelled();
    return std::move(*points);
}

} // namespace foreshock
