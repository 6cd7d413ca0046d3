// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/time_words.h"

#include "model/base/text.h"
#include "model/base/time_text.h"

#include <fmt/format.h>

namespace foreshock {

Result<Instant> readTimeWords(std::string_view text, const TimeContext& context) {
    text = trimmed(text);
    if (const auto written = parseTime(text))
        return written->hasOffset ? written->instant : context.zone.toInstant(written->instant).instant;
    if (text.size() > 1 && text[0] == '-')
        if (const auto back = parseDuration(text))
            return context.end + *back;
    if (const auto day = parseTime(std::string(text) + "T00:00:00"); day && !day->hasOffset)
        return context.zone.toInstant(day->instant).instant;
    // A clock time: put the day in front, in the zone.
    const std::string local = rfc3339(context.day + context.zone.offsetAt(context.day)).substr(0, 10);
    if (const auto clock = parseTime(local + "T" + std::string(text)); clock && !clock->hasOffset)
        return context.zone.toInstant(clock->instant).instant;
    return Error{ErrorCode::Invalid, fmt::format("\"{}\" is no time", text), "",
                 "Write it like 2020-11-25T05:15:00-08:00, 05:15, or -30m (before the end of the data)"};
}

} // namespace foreshock
