// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/service.h"

#include <array>
#include <string_view>
#include <vector>

namespace foreshock {

enum class LogMood { Usual, RareWarning, RareError, Strained, Failing };

/// How services of one trade write their logs: patterns with {ms}, {slow}, {n}, {pct}, {id}, {ip}, {host} and {dep}
/// to be filled in; frequent ones first. They say nothing that would point to a cause.
struct LogVoice {
    std::array<std::vector<std::string_view>, 5> patterns; ///< by LogMood

    const std::vector<std::string_view>& of(LogMood mood) const { return patterns[static_cast<std::size_t>(mood)]; }
};

/// The voice that fits a service: its id decides, else its name, else its role.
LogVoice logVoice(const Service& service);

} // namespace foreshock
