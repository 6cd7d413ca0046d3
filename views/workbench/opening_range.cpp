// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workbench/opening_range.h"

#include <algorithm>

namespace foreshock {

TimeRange openingRange(const IncidentView& incident, const Answer* answer) {
    if (incident.alarms.empty() || incident.extent.isEmpty())
        return incident.extent;
    Instant first = incident.firstAlarm.value_or(incident.alarms.front().start), last = first;
    for (const Alarm& a : incident.alarms) {
        const bool isMeant = !answer || answer->alarms.empty() ||
                             std::find(answer->alarms.begin(), answer->alarms.end(), a.id) != answer->alarms.end();
        if (isMeant && a.start - first < Duration::hours(6))
            last = std::max(last, a.start);
    }
    Instant from = first - Duration::hours(4);
    if (answer && !answer->suspects.empty() && answer->suspects.front().start < first)
        from = std::min(answer->suspects.front().start, first - Duration::minutes(20));
    const Duration air = Duration{std::max((last - from).ns / 9, Duration::minutes(2).ns)};
    return {std::max(from - air, incident.extent.from), std::min(last + air, incident.extent.to)};
}

} // namespace foreshock
