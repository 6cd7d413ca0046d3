// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/exchange/alarm_words.h"

#include "model/base/text.h"

#include <algorithm>
#include <string>

namespace foreshock {
namespace {

bool isOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

} // namespace

std::optional<AlarmState> alarmState(std::string_view word) {
    const std::string state = lowered(word);
    if (isOneOf(state,
                {"firing", "alarm", "alerting", "alert", "triggered", "open", "problem", "active", "acknowledged"}))
        return AlarmState::Firing;
    if (isOneOf(state, {"resolved", "ok", "closed", "inactive", "recovered", "normal"}))
        return AlarmState::Resolved;
    if (isOneOf(state, {"insufficient_data", "insufficient data", "nodata", "no_data", "no data", "unknown"}))
        return AlarmState::NoData;
    return std::nullopt;
}

int alarmSeverity(std::string_view word) {
    const std::string severity = lowered(word);
    if (isOneOf(severity, {"critical", "crit", "fatal", "emergency", "page", "disaster"}))
        return 1;
    if (isOneOf(severity, {"warning", "warn", "minor", "average"}))
        return 3;
    if (isOneOf(severity, {"info", "informational", "low", "none"}))
        return 4;
    const std::size_t digit = severity.find_first_of("0123456789");
    const bool isCode = digit == 0 || severity.starts_with("p") || severity.starts_with("s"); // P1, S2, sev-3
    if (isCode && digit != std::string::npos && digit + 1 == severity.size())
        return std::clamp(severity[digit] - '0', 1, 4);
    return 2;
}

} // namespace foreshock
