// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/sample_source.h"
#include "model/domain/incident.h"
#include "model/domain/map_answers.h"

#include <map>

namespace foreshock {

using ServiceBreaks = std::map<ServiceId, ServiceBreak>;

/// When each service was first seen broken in the heaviest group of alarms: the earliest onset of a series whose bad
/// direction is harm (what its first alarm speaks of before others, see onset.h), at most 2 h before its own alarm; a
/// service without an alarm is looked at every 20 min from the first alarm to an hour after the last; one without such
/// a series broke at its alarm, which may be late. Errors: a series' step, at least a minute; an alarm: 5 min. Empty
/// without alarms. Cost: one onset search a series and moment.
ServiceBreaks breaksOf(const Incident& incident, SampleSource& samples);

} // namespace foreshock
