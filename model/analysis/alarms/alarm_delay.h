// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/scene.h"
#include "model/domain/alarm.h"
#include "model/domain/alarm_storm.h"

namespace foreshock {

/// Takes one alarm's delay apart: onset → breach → evaluation → notification → acknowledgement. The series is the one
/// of its service that its metric or rule names and that broke first; the breach the first of the run of values beyond
/// the threshold that holds until the alarm (holes of ≤ 5 min bridged). Notification: when its source says it arrived;
/// acknowledgement: a detail called so, with a time. Linear in the grid.
AlarmDelay delayOf(const Scene& scene, int service, const Alarm& alarm);

} // namespace foreshock
