// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/time.h"
#include "model/base/zone.h"

#include <optional>
#include <string>
#include <string_view>

namespace foreshock {

/// A time as it was written: without an offset it is a wall clock that still needs a zone.
struct WrittenTime {
    Instant instant; ///< UTC if hasOffset, else the wall clock read as UTC
    bool hasOffset = false;
    int fractionDigits = 0; ///< 0–9
};

/// Reads RFC 3339 and its everyday kin: 'T' or a space, fraction after dot or comma (0–9 digits, more are cut),
/// offset Z, ±hh:mm, ±hhmm, ±hh or none, blanks before the offset. The whole text must be used.
/// Null for anything else and for dates outside 1678–2261.
std::optional<WrittenTime> parseTime(std::string_view text);
/// The same at the front of a longer text; `used` gets the number of bytes read.
std::optional<WrittenTime> parseTimePrefix(std::string_view text, std::size_t& used);

/// "2020-11-25T13:15:00Z", with 3, 6 or 9 fraction digits only where they are not zero.
std::string rfc3339(Instant t);
/// "2020-11-25T05:15:00-08:00".
std::string rfc3339(Instant t, const Zone& zone);
/// "05:15", "05:15:07" or "05:15:07.250": the shortest that shows the instant to the second or millisecond.
std::string clockText(Instant t, const Zone& zone);
/// "05:15 PST".
std::string clockTextWithZone(Instant t, const Zone& zone);
/// "25 Nov 2020".
std::string dayText(Instant t, const Zone& zone);

/// "2 h 31 min", "44 s", "3 d 4 h", "350 ms"; two units at the most, rounded down to the last shown.
std::string durationText(Duration d);
/// Reads "90s", "15m", "2h", "7d", "250ms" and sums of them ("1h30m"), with an optional sign. Null if it is none.
std::optional<Duration> parseDuration(std::string_view text);

} // namespace foreshock
