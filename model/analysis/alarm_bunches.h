// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/grid_builder.h"

#include <optional>
#include <vector>

namespace foreshock {

/// Starts of the alarms from `from` on, in time order; an alarm without data (state NoData) is none.
std::vector<Instant> alarmStarts(const Incident& incident, std::optional<Instant> from = std::nullopt);

/// Stretches of starts that may share a group (see alarm_group.h), the first to just after the last: alarms more than
/// 300 min apart never do.
std::vector<TimeRange> alarmBunches(const std::vector<Instant>& starts);

/// Enough of the recording around a bunch to see which groups it holds.
GridPlan bunchPlan(TimeRange bunch);

} // namespace foreshock
