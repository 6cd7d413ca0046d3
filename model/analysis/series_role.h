// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace foreshock {

enum class Role { Errors, Latency, Traffic, Saturation, Availability, Fleet, Backlog, Progress, Unknown };
enum class BadDirection { Up, Down, Both };
enum class RoleBasis { Name, Unit, AlarmRule, None };

std::string_view nameOf(Role role); ///< "errors", "saturation"…

/// What a series measures and in which direction it is bad.
struct SeriesRole {
    Role role = Role::Unknown;
    BadDirection bad = BadDirection::Both; ///< Both: tested both ways, and labelled so
    RoleBasis basis = RoleBasis::None;
    bool isWatched = false; ///< an alarm rule of its service speaks of it
};

/// From the metric's name, its unit and the rules of its service's alarms; generic words only, no product's names.
/// An alarm's own comparison ('>' or '<') decides the direction first.
SeriesRole seriesRole(std::string_view metric, std::string_view unit, std::span<const std::string> rules);

/// Does an alarm rule speak of this series? Its whole name, or half of its words with a telling one among them.
bool ruleSpeaksOf(std::string_view metric, std::string_view rule);

/// Series of one channel can be added and subtracted across services: same role, same unit after the factor.
struct Channel {
    std::string name; ///< "latency/ms", "errors/%", else "role/unit"
    double factor = 1;
};
Channel channelOf(Role role, std::string_view unit);

} // namespace foreshock
