// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/dependency.h"

#include <array>

namespace foreshock {
namespace {

constexpr std::array<std::string_view, 7> kNames = {"hard", "soft",    "buffered", "telemetry",
                                                    "auth", "tooling", "unknown"};

} // namespace

std::string_view nameOf(DependencyKind kind) {
    return kNames[static_cast<std::size_t>(kind)];
}

std::optional<DependencyKind> dependencyKind(std::string_view word) {
    if (word == "hidden")
        return DependencyKind::Unknown;
    for (std::size_t i = 0; i < kNames.size(); ++i)
        if (kNames[i] == word)
            return static_cast<DependencyKind>(i);
    return std::nullopt;
}

} // namespace foreshock
