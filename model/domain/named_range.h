// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/note.h"

#include <optional>
#include <string>
#include <vector>

namespace foreshock {

/// A stretch of time that somebody gave a name. Kept as a note of kind "range" at its start, whose text ends with the
/// stretch as an ISO 8601 interval, so that it travels with the notes through export and import and any reader of them
/// understands it: "shard map empty [2020-11-25T12:32:00Z/2020-11-25T13:40:00Z]".
struct NamedRange {
    std::string name;
    TimeRange range;
};

Note noteOf(const NamedRange& range);
/// Null: the note is none. Where a source's clock was corrected, the whole stretch moves with its start.
std::optional<NamedRange> namedRange(const Note& note);
/// In the order of the notes.
std::vector<NamedRange> namedRanges(const std::vector<Note>& notes);
/// What a note says to people: the name without the interval for a range.
std::string wordsOf(const Note& note);

} // namespace foreshock
