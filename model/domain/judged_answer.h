// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/board.h"

#include <memory>

namespace foreshock {

/// The answer as it reads once a person ruled suspects out: those keep their place with a probability of 0, what they
/// had is shared out among the rest in proportion, and strengths and verdict are said anew. Who is left over is
/// plausible at best: that others were ruled out shows nothing broken. Without rulings the answer itself.
Answer judged(const Answer& answer, const Board& board);
/// The same; where nothing is ruled out the answer given, not a copy: it may have a million suspects.
std::shared_ptr<const Answer> judged(std::shared_ptr<const Answer> answer, const Board& board);

/// Place of each suspect among those that are not ruled out, from 1; 0: ruled out.
std::vector<int> placesOf(const Answer& answer, const Board& board);

} // namespace foreshock
