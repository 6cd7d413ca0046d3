// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace foreshock {

/// What a series measures.
enum class Role { Errors, Latency, Traffic, Saturation, Availability, Fleet, Backlog, Progress, Unknown };
/// In which direction it is bad. Both: tested both ways, and labelled so.
enum class BadDirection { Up, Down, Both };
/// What role and direction were taken from, the surest first.
enum class RoleBasis { User, AlarmRule, Name, Unit, None };

std::string_view nameOf(Role role); ///< "errors", "saturation"…
std::optional<Role> roleNamed(std::string_view name);
std::string_view nameOf(BadDirection bad); ///< "up", "down", "both"
std::optional<BadDirection> badDirectionNamed(std::string_view name);
std::string_view nameOf(RoleBasis basis);  ///< "user", "alarm_rule", "name", "unit", "none"
std::string_view wordsOf(RoleBasis basis); ///< for people: "an alarm's comparison"

/// Where nothing else is said: errors, latency, backlog and saturation are bad upwards, availability downwards, the
/// others either way.
BadDirection usualDirection(Role role);

/// A person's word on series: SERVICE/METRIC=ROLE[:DIRECTION]. Service and metric may hold * and ?.
struct RoleRule {
    std::string service;
    std::string metric;
    Role role = Role::Unknown;
    BadDirection bad = BadDirection::Both;
};

} // namespace foreshock
