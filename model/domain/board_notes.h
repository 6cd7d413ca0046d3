// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/board.h"
#include "model/domain/note.h"

#include <vector>

namespace foreshock {

/// The board as notes, in the order of time, so that it travels with an incident folder and any reader of notes
/// understands it: kinds "hypothesis" (with what is for and against it, and what it came to), "ruled_out", "evidence".
std::vector<Note> notesOf(const Board& board);

} // namespace foreshock
