// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/alarm_bunches.h"

#include <algorithm>

namespace foreshock {
namespace {

constexpr Duration kApart = Duration::minutes(300);
constexpr Duration kLook = Duration::minutes(600); ///< enough history to see whether an alarm is supported
constexpr Duration kTick = Duration::nanoseconds(1);

} // namespace

std::vector<Instant> alarmStarts(const Incident& incident, std::optional<Instant> from) {
    std::vector<Instant> out;
    for (const Alarm& a : incident.alarms)
        if (a.state != AlarmState::NoData && (!from || a.start >= *from))
            out.push_back(a.start);
    std::sort(out.begin(), out.end());
    return out;
}

std::vector<TimeRange> alarmBunches(const std::vector<Instant>& starts) {
    std::vector<TimeRange> out;
    for (const Instant t : starts) {
        if (out.empty() || out.back().to + kApart < t)
            out.push_back({t, t + kTick});
        else
            out.back().to = t + kTick;
    }
    return out;
}

GridPlan bunchPlan(TimeRange bunch) {
    return {{bunch.from - kLook, bunch.to + Duration::hours(1)}, bunch, bunch.from, std::nullopt};
}

} // namespace foreshock
