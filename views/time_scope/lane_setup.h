// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace foreshock {

/// What a hand did to the lanes of the timeline. Lanes are named by what they are about ("alarms", "heat cognito",
/// "metric cognito latency"), so that a setup fits another incident of the same services; names that are not there are
/// kept and do nothing. A value; a step of the scope's history.
struct LaneSetup {
    /// Each lane goes right behind another one (empty: to the top), in this order, over the usual order.
    std::vector<std::pair<std::string, std::string>> moves;
    std::vector<std::string> pinned; ///< stay in sight under the ruler, in this order
    std::set<std::string> hidden;
    std::map<std::string, double> heights; ///< in pixels at the usual text size
    std::set<std::string> opened;          ///< alarms: their groups are unfolded

    bool isUsual() const { return *this == LaneSetup(); }
    bool isPinned(const std::string& lane) const;
    void move(const std::string& lane, const std::string& behind);
    void setPinned(const std::string& lane, bool isPinned);

    bool operator==(const LaneSetup&) const = default;

    /// One line a fact ("hide heat cognito"), for settings; what is not understood when it is read is left out.
    std::string text() const;
    static LaneSetup fromText(std::string_view text);
};

} // namespace foreshock
