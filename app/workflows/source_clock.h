// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/source.h"
#include "model/store/incident_file.h"

#include <optional>
#include <string>
#include <string_view>

namespace foreshock {

/// How a person corrects the clock of a source; what is null stays as it is.
struct ClockWish {
    SourceId source;
    std::optional<Duration> offset; ///< added to its times
    std::optional<Duration> error;  ///< plus or minus of that
};

/// Corrects the clock of a source, and of all versions of its file: one edit, that no record is rewritten for. Answers
/// the edit's title: "app.log: clock +1 min 30 s ±1 s". Errors: Invalid (no such source, an error below zero).
Result<std::string> correctClock(store::IncidentFile& file, const ClockWish& wish, Instant now);

/// A record whose true time somebody knows (it stands on a photograph, in another system, on the wall).
struct ClockAnchor {
    SourceId source;
    std::int64_t line = 0; ///< its first line in the source
    Instant trueTime;
    Duration precision; ///< of that time, as it was written: 05:12 is known to a minute
};
/// What the anchor says of the source's clock: offset = true − read, known to the precision of the record's own times
/// and that of the given one. Errors: Invalid (no record begins on that line).
Result<ClockWish> clockFromAnchor(const store::Database& db, const ClockAnchor& anchor);

/// To what a written time is known: "05:12" a minute, "05:12:33" a second, "05:12:33.120" a millisecond, a date a day.
Duration writtenPrecision(std::string_view text);

} // namespace foreshock
