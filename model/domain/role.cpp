// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/role.h"

#include <algorithm>
#include <array>

namespace foreshock {
namespace {

constexpr std::array<std::string_view, 9> kRoles = {"errors", "latency", "traffic",  "saturation", "availability",
                                                    "fleet",  "backlog", "progress", "unknown"};
constexpr std::array<std::string_view, 3> kDirections = {"up", "down", "both"};
constexpr std::array<std::string_view, 5> kBases = {"user", "alarm_rule", "name", "unit", "none"};
constexpr std::array<std::string_view, 5> kBasisWords = {"a person's word", "an alarm's comparison", "its name",
                                                         "its unit", "nothing tells"};

template<class Value, class Names>
std::optional<Value> valueNamed(const Names& names, std::string_view name) {
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? std::nullopt : std::optional(static_cast<Value>(found - names.begin()));
}

} // namespace

std::string_view nameOf(Role role) {
    return kRoles[static_cast<std::size_t>(role)];
}

std::optional<Role> roleNamed(std::string_view name) {
    return valueNamed<Role>(kRoles, name);
}

std::string_view nameOf(BadDirection bad) {
    return kDirections[static_cast<std::size_t>(bad)];
}

std::optional<BadDirection> badDirectionNamed(std::string_view name) {
    return valueNamed<BadDirection>(kDirections, name);
}

std::string_view nameOf(RoleBasis basis) {
    return kBases[static_cast<std::size_t>(basis)];
}

std::string_view wordsOf(RoleBasis basis) {
    return kBasisWords[static_cast<std::size_t>(basis)];
}

BadDirection usualDirection(Role role) {
    switch (role) {
    case Role::Errors:
    case Role::Latency:
    case Role::Backlog:
    case Role::Saturation:
        return BadDirection::Up;
    case Role::Availability:
        return BadDirection::Down;
    case Role::Traffic:
    case Role::Fleet:
    case Role::Progress:
    case Role::Unknown:
        break;
    }
    return BadDirection::Both;
}

} // namespace foreshock
