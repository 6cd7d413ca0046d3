// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/base/time.h"

#include <QString>
#include <functional>
#include <optional>
#include <string>

namespace foreshock {

class TimeScope;

/// Reads a person's words for a time as the command line does; the application has it, the views know nothing of it.
using TimeReader = std::function<Result<Instant>(const TimeScope& scope, const std::string& words)>;

/// "T+0:45", "T-2:45", "T+0:00:07", "T+90m", "T+0": hours, minutes and seconds from the first alarm, as the ruler
/// writes them. Null for anything else.
std::optional<Duration> readFromAlarm(const QString& words);

/// A time within the incident. Errors: Invalid, in words, for what is no time, for T+ without an alarm and for times
/// that lie before the first record or after the last one.
Result<Instant> readTimeInIncident(const QString& words, const TimeScope& scope, const TimeReader& reader);

/// "05:15:00 PST, 25 Nov 2020, T+0:00:07".
QString timeInWords(Instant at, const TimeScope& scope);

} // namespace foreshock
