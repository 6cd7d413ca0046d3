// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/record_clock.h"

#include <optional>
#include <string_view>
#include <vector>

namespace foreshock {

/// How a table writes its times.
enum class TimeStyle {
    Auto,         ///< RFC 3339 and its kin, a date alone, or seconds to nanoseconds since 1970, told by magnitude
    Seconds,      ///< since 1970, as are the next three
    Milliseconds, ///< 1606309380123
    Microseconds,
    Nanoseconds,
    MonthFirst, ///< 11/25/2020 05:15:00 AM
    DayFirst,   ///< 25.11.2020 13:15:00, 25/11/2020 13:15
    Words       ///< Nov 25, 2020 @ 13:15:00.000 (Kibana); Wed, 25 Nov 2020 13:15:00 GMT
};

/// "auto", "seconds", "milliseconds", "microseconds", "nanoseconds", "month first", "day first", "words".
std::string_view nameOf(TimeStyle style);
std::optional<TimeStyle> timeStyle(std::string_view name);

/// The style that reads the cells that are not empty, four in five at least; null if none does. Where the order of day
/// and month does not show, the month is first between slashes, and isAmbiguous says so.
struct StyleGuess {
    TimeStyle style = TimeStyle::Auto;
    bool isAmbiguous = false;
};
std::optional<StyleGuess> guessTimeStyle(const std::vector<std::string_view>& cells);

/// Null: no time of that style.
std::optional<Instant> readTime(TimeStyle style, std::string_view text, RecordClock& clock, RecordPlace place);

} // namespace foreshock
