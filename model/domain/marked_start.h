// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/note.h"

#include <optional>
#include <vector>

namespace foreshock {

/// A person said "it started here", where no alarm does. Kept as a note of kind "marked start", so that it travels with
/// the notes through export and import; changes before it are ranked.
Note noteOfMarkedStart(Instant at);
/// The last such note's time; null: nobody marked a start.
std::optional<Instant> markedStart(const std::vector<Note>& notes);
bool isMarkedStart(const Note& note);

} // namespace foreshock
