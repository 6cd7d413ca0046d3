// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace foreshock {

/// Texts that stand, exactly so, in whatever a PCRE2 expression matches: "errno=" for errno=\d+. A search looks for
/// them first. Careful rather than complete: groups, classes and alternatives give nothing, and what can change the
/// meaning of letters (flags, verbs, \Q, \x…) gives up altogether.
std::vector<std::string> requiredTexts(std::string_view expression);

} // namespace foreshock
