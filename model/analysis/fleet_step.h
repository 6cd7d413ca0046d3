// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/incident_grid.h"

#include <optional>

namespace foreshock {

/// When a stepwise series (fleet size, version) first left its level within the hour before the onset; null if it did
/// not, or if fewer than 12 samples tell its level. Level: 5 h to 1 h before; 8 MAD or .5 % count as leaving.
std::optional<Minute> firstStep(View y, Minute onset);

/// The largest step, or the start of the steepest climb, within 4 h before the onset of a stepwise series; null if it
/// kept its level.
std::optional<Minute> stepBefore(View y, Minute onset);

} // namespace foreshock
