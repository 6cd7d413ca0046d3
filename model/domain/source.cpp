// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/source.h"

#include <array>

namespace foreshock {
namespace {

constexpr std::array<std::string_view, 4> kNames = {"loading", "live", "complete", "hidden"};

} // namespace

std::string_view nameOf(SourceState state) {
    return kNames[static_cast<std::size_t>(state)];
}

std::optional<SourceState> sourceState(std::string_view word) {
    for (std::size_t i = 0; i < kNames.size(); ++i)
        if (kNames[i] == word)
            return static_cast<SourceState>(i);
    return std::nullopt;
}

} // namespace foreshock
