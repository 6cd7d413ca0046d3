// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/base/time.h"
#include "model/base/zone.h"

#include <string_view>

namespace foreshock {

/// What a person's words for a time refer to.
struct TimeContext {
    Zone zone;
    Instant day; ///< a clock time is meant on this day (in the zone): first alarm's, else the last record's
    Instant end; ///< "-30m" counts back from here: end of the data, or now
};

/// Reads an RFC 3339 time (a wall clock without offset in the zone), "05:15" or "05:15:07", "2020-11-25" (its start),
/// or
/// "-30m". A wall clock in a gap of the zone is its end; in a fold the earlier instant.
/// Errors: Invalid, with the forms that are understood.
Result<Instant> readTimeWords(std::string_view text, const TimeContext& context);

} // namespace foreshock
