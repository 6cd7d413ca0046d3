// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/alarm_rule.h"
#include "model/store/gate.h"

#include <vector>

namespace foreshock::store {

/// Stores a rule of a source unless a visible one says the same.
Result<void> writeAlarmRule(const Database& db, RawNames& names, std::int64_t source, const AlarmRule& rule);
/// Rules of visible sources, each once, by service and name.
Result<std::vector<AlarmRule>> alarmRules(const Database& db, const Gate& gate);

} // namespace foreshock::store
