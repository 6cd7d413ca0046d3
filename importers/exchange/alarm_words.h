// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/alarm.h"

#include <optional>
#include <string_view>

namespace foreshock {

/// "firing", "OK", "INSUFFICIENT_DATA", "acknowledged"… as the common alerting tools write them; null for others.
std::optional<AlarmState> alarmState(std::string_view word);
/// 1 (most severe) to 4 from a number or a word ("critical", "P2", "sev-3", "warning"); 2 for others.
int alarmSeverity(std::string_view word);

} // namespace foreshock
