// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/scenario/scenario.h"

#include <algorithm>
#include <cmath>

namespace foreshock {

TimeRange Scenario::range() const {
    TimeRange range{Instant::latest(), Instant::earliest()};
    const auto include = [&](Instant time) {
        range.from = std::min(range.from, time);
        range.to = std::max(range.to, time);
    };
    include(end);
    for (const ScenarioMetric& metric : metrics) {
        include(at(std::floor(metric.points.front().minute)));
        include(at(metric.points.back().minute));
    }
    if (metrics.empty())
        include(t0);
    for (const ScenarioAlarm& alarm : alarms)
        include(alarm.start);
    for (const ScenarioLog& log : logs)
        include(log.time);
    return range;
}

} // namespace foreshock
