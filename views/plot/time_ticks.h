// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/zone.h"
#include "views/plot/time_axis.h"

#include <QString>
#include <optional>
#include <vector>

namespace foreshock {

/// One mark of the ruler: the local time and, below it, the distance from the first alarm.
struct TimeTick {
    Instant at;
    double x = 0;
    QString local;     ///< "05:15", "05:15:30", or the day at midnight
    QString fromAlarm; ///< "T−2:45", empty without an alarm
};

/// Marks on round local times, at least `spacing` pixels apart.
std::vector<TimeTick> timeTicks(const TimeAxis& axis, const Zone& zone, std::optional<Instant> firstAlarm,
                                double spacing);
/// "T−2:45", "T+0:00:07" where seconds matter, "T+0".
QString fromAlarmText(Duration fromAlarm);
/// "05:31:00": the cursor's time, finer as one pixel is shorter.
QString cursorText(Instant at, const Zone& zone, Duration perPixel);

} // namespace foreshock
