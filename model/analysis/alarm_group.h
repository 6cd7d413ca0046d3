// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/scene.h"

#include <optional>
#include <variant>
#include <vector>

namespace foreshock {

struct GroupMember {
    int alarm = 0;    ///< index into the grid's alarms; −1: a start that a person marked
    int service = -1; ///< −1: none, or one without a name
    Minute time = 0;
    double support = 1; ///< 1 own series broke, .4 nothing to look at, .1 looked and calm, 0 chronic
};

/// Alarms of one incident, in time order.
struct AlarmGroup {
    std::vector<GroupMember> members;
    Minute first() const;              ///< the first with support 1, else the first: it sets the clock
    double weight() const;             ///< support summed over services
    std::vector<int> services() const; ///< alarmed ones, ascending
    bool holds(int alarm) const;
};

/// Which group to rank: the heaviest, the one that holds an alarm, or what follows a marked start.
struct HeaviestGroup {};
struct GroupOfAlarm {
    int alarm = 0;
};
struct GroupFrom {
    Minute start = 0;
};
using GroupChoice = std::variant<HeaviestGroup, GroupOfAlarm, GroupFrom>;

/// Alarms as incidents: an alarm joins a group if it follows a member within 25 min, or while an alarm of its own
/// service or of one it depends on is still active (at most 300 min; no end known: 60). Chronic alarms (the same rule
/// fired ≥ 3 times more than 3 h before) and unsupported ones start none, unless nothing is supported. Alarms of two
/// environments never share a group. Production first, then the heaviest, then the latest. Cost: n log n in the alarms,
/// and one look at its service's series for each minute in which one fires.
std::vector<AlarmGroup> alarmGroups(const Scene& scene);

/// The group to rank, and how many others there are. Null: no alarm and no marked start.
struct ChosenGroup {
    AlarmGroup group;
    int others = 0;
};
std::optional<ChosenGroup> chooseGroup(const Scene& scene, const GroupChoice& choice);

} // namespace foreshock
