// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

namespace foreshock {

/// Cuts an expression into the pieces that stand side by side at its top, each with its quantifier, so that one can say
/// which of them failed: "^(?<time>\d+)[ ]+(?<body>.*)$" is "^", "(?<time>\d+)", "[ ]+", "(?<body>.*)", "$".
/// Plain characters next to each other are one piece. An expression with "|" at its top is one piece.
std::vector<std::string_view> patternPieces(std::string_view expression);

} // namespace foreshock
