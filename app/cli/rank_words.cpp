// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/rank_words.h"

#include "app/workflows/time_words.h"
#include "model/base/time_text.h"

#include <fmt/format.h>

namespace foreshock::cli {

std::optional<RankRequest> rankRequest(Terminal& terminal, IncidentSession& session, const std::string& alarm,
                                       const std::string& at) {
    const auto zone = session.zone(terminal.zoneName);
    if (!zone) {
        terminal.fail(zone.error(), kUsage);
        return std::nullopt;
    }
    RankRequest request;
    request.zone = zone->name();
    if (!alarm.empty())
        request.alarm = AlarmId(alarm);
    if (!at.empty()) {
        const auto context = session.timeContext(terminal.zoneName);
        if (!context) {
            terminal.fail(context.error());
            return std::nullopt;
        }
        const auto instant = readTimeWords(at, *context);
        if (!instant) {
            terminal.fail(instant.error(), kUsage);
            return std::nullopt;
        }
        request.at = *instant;
        terminal.say(fmt::format("{} means {}", at, rfc3339(*instant, *zone)));
    }
    return request;
}

} // namespace foreshock::cli
