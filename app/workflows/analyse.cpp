// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/analyse.h"

#include "model/analysis/change_points.h"
#include "model/analysis/rank_changes.h"

#include <algorithm>

namespace foreshock {
namespace {

Error cancelled() {
    return {ErrorCode::Cancelled, "cancelled", "", ""};
}

} // namespace

Result<Answer> rankIncident(const Incident& incident, const RankRequest& request, std::stop_token stop) {
    if (request.alarm && std::none_of(incident.alarms.begin(), incident.alarms.end(),
                                      [&](const Alarm& a) { return a.id == *request.alarm; }))
        return Error{ErrorCode::Invalid, "there is no alarm \"" + request.alarm->value + "\"", "--alarm",
                     "List them: foreshock sql FILE 'SELECT id, start, title FROM alarms'"};
    RankOptions options;
    options.alarm = request.alarm;
    options.at = request.at;
    options.window = request.window;
    options.displayZone = request.zone.empty() ? incident.zone : request.zone;
    auto answer = rankChanges(incident, options, std::move(stop));
    if (!answer)
        return cancelled();
    return std::move(*answer);
}

Result<std::vector<ChangePoint>> seriesChangePoints(const SeriesData& series, std::stop_token stop) {
    auto points = changePoints(series.samples, std::move(stop));
    if (!points)
        return cancelled();
    return std::move(*points);
}

} // namespace foreshock
