// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/answer.h"

#include <array>

namespace foreshock {

std::string_view nameOf(Verdict verdict) {
    static constexpr std::array<std::string_view, 5> kNames = {"named", "ranked", "not_a_change", "unrecorded_change",
                                                               "cannot_tell"};
    return kNames[static_cast<std::size_t>(verdict)];
}

std::string_view nameOf(Strength strength) {
    static constexpr std::array<std::string_view, 4> kNames = {"strong", "plausible", "weak", "cannot_tell"};
    return kNames[static_cast<std::size_t>(strength)];
}

std::string_view wordsFor(Strength strength) {
    static constexpr std::array<std::string_view, 4> kNames = {"Strong lead", "Plausible", "Weak", "Can't tell"};
    return kNames[static_cast<std::size_t>(strength)];
}

} // namespace foreshock
