// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/time_scope/lane_setup.h"
#include "views/timeline/lane.h"

namespace foreshock {

/// The usual lanes as a hand arranged them: pinned ones first, hidden ones left out. O(moves · lanes).
std::vector<Lane> arranged(std::vector<Lane> usual, const LaneSetup& setup);

/// Puts a lane right behind another of those shown (empty: to the top), however both are pinned: a lane that is put
/// among pinned ones becomes one of them, and the other way round.
void putBehind(LaneSetup& setup, const std::vector<Lane>& shown, const std::string& lane, const std::string& behind);

/// One place up (−1) or down (+1) among its like, pinned or not; at the end nothing.
void shift(LaneSetup& setup, const std::vector<Lane>& shown, const std::string& lane, int by);

} // namespace foreshock
