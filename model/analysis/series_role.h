// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/role.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace foreshock {

/// What a series measures and in which direction it is bad.
struct SeriesRole {
    Role role = Role::Unknown;
    BadDirection bad = BadDirection::Both; ///< Both: tested both ways, and labelled so
    RoleBasis basis = RoleBasis::None;
    bool isWatched = false; ///< an alarm rule of its service speaks of it
};

/// An alarm rule of a service.
struct WatchRule {
    std::string text;   ///< with its comparison
    std::string metric; ///< what it says that it watches, may be empty
};

/// From the metric's name with its labels, its unit and the rules of its service's alarms; generic words only, no
/// product's names. An alarm's own comparison decides the direction first.
SeriesRole seriesRole(std::string_view metric, std::string_view unit, std::span<const WatchRule> rules);
/// The same after a person's word, which wins over all: the last of the rules whose patterns fit.
SeriesRole seriesRole(std::string_view service, std::string_view metric, std::string_view unit,
                      std::span<const WatchRule> rules, std::span<const RoleRule> words);
/// Does * and ? in the pattern fit the whole text?
bool fitsPattern(std::string_view text, std::string_view pattern);

/// Does an alarm rule speak of this series? Its whole name, or half of its words with a telling one among them.
bool ruleSpeaksOf(std::string_view metric, std::string_view rule);

/// Series of one channel can be added and subtracted across services: same role, same unit after the factor.
struct Channel {
    std::string name; ///< "latency/ms", "errors/%", else "role/unit"
    double factor = 1;
};
Channel channelOf(Role role, std::string_view unit);

} // namespace foreshock
