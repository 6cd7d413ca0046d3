// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workbench/opening_range.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>

namespace foreshock {

TimeRange openingRange(const IncidentView& incident, const Answer* answer) {
    if (incident.alarms.empty() || incident.extent.isEmpty())
        return incident.extent;
    Instant first = incident.firstAlarm.value_or(incident.alarms.front().start), last = first;
    std::unordered_set<std::string_view> meant; // empty: all
    if (answer)
        for (const AlarmId& id : answer->alarms)
            meant.insert(id.value);
    for (const Alarm& a : incident.alarms)
        if (last < a.start && a.start - first < Duration::hours(6) && (meant.empty() || meant.contains(a.id.value)))
            last = a.start;
    Instant from = first - Duration::hours(4);
    if (answer && !answer->suspects.empty() && answer->suspects.front().start < first)
        from = std::min(answer->suspects.front().start, first - Duration::minutes(20));
    const Duration air = Duration{std::max((last - from).ns / 9, Duration::minutes(2).ns)};
    return {std::max(from - air, incident.extent.from), std::min(last + air, incident.extent.to)};
}

} // namespace foreshock
