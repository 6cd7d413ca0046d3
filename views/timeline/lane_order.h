// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/time_scope/lane_setup.h"
#include "views/timeline/lane.h"

#include <memory>

namespace foreshock {

/// The usual lanes as a hand arranged them: pinned ones first, hidden ones left out. O(moves · lanes).
std::vector<Lane> arranged(std::vector<Lane> usual, const LaneSetup& setup);

/// Lanes as a frame shows them, made when something changes and shared by all frames until then: thousands of names are
/// not copied for each. Reads like a vector.
class ShownLanes {
public:
    ShownLanes() = default;
    ShownLanes(std::vector<Lane> lanes, std::size_t hidden)
        : m_lanes(std::make_shared<const std::vector<Lane>>(std::move(lanes)))
        , m_hidden(hidden) {}

    operator const std::vector<Lane>&() const { return *m_lanes; }
    const Lane& operator[](std::size_t i) const { return (*m_lanes)[i]; }
    std::size_t size() const { return m_lanes->size(); }
    bool empty() const { return m_lanes->empty(); }
    auto begin() const { return m_lanes->begin(); }
    auto end() const { return m_lanes->end(); }
    const Lane* data() const { return m_lanes->data(); }
    std::size_t hidden() const { return m_hidden; } ///< that a hand put away

private:
    std::shared_ptr<const std::vector<Lane>> m_lanes = std::make_shared<const std::vector<Lane>>();
    std::size_t m_hidden = 0;
};

/// Puts a lane right behind another of those shown (empty: to the top), however both are pinned: a lane that is put
/// among pinned ones becomes one of them, and the other way round.
void putBehind(LaneSetup& setup, const std::vector<Lane>& shown, const std::string& lane, const std::string& behind);

/// One place up (−1) or down (+1) among its like, pinned or not; at the end nothing.
void shift(LaneSetup& setup, const std::vector<Lane>& shown, const std::string& lane, int by);

} // namespace foreshock
