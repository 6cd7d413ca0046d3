// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/series_role.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace foreshock {

/// Lower-case words of a name: cut at camel humps (CPUUtilization: cpu, utilization) and at everything that is no ASCII
/// letter, digit or 'µ'.
std::vector<std::string> nameWords(std::string_view text);

/// A role that a word or unit stands for.
struct RoleHint {
    Role role;
    BadDirection bad;
};
/// The first row of the word table that has one of the words.
std::optional<RoleHint> roleOfWords(const std::vector<std::string>& words);
/// By unit: "ms" is a latency, "/s" traffic, "hosts" a fleet. The unit trimmed and in lower case.
std::optional<RoleHint> roleOfUnit(std::string_view unit);
/// Does the word say what a series measures (is it in the table)?
bool isTelling(std::string_view word);

} // namespace foreshock
