// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/limits.h"

#include <array>

namespace foreshock {

std::string_view nameOf(LimitBasis basis) {
    static constexpr std::array<std::string_view, 3> kNames = {"declared", "plateau", "unit"};
    return kNames[static_cast<std::size_t>(basis)];
}

std::string_view wordsFor(LimitBasis basis) {
    static constexpr std::array<std::string_view, 3> kWords = {"limit (declared)", "plateau (inferred)", "by its unit"};
    return kWords[static_cast<std::size_t>(basis)];
}

std::string_view nameOf(WhatIf::Fit fit) {
    static constexpr std::array<std::string_view, 4> kNames = {"none", "constant", "linear", "quadratic"};
    return kNames[static_cast<std::size_t>(fit)];
}

} // namespace foreshock
