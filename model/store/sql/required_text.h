// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace foreshock::store {

// Stretches of three bytes or more that the *stored* bytes of every text that fits a pattern hold: what a search index
// can be asked before SQLite looks at the text itself. A text is shown with broken bytes as \xNN (shown()), so what a
// pattern sees of an escape (its digits, say) is no part of the stored bytes and is left out here.
// An empty list: nothing can be said.

/// SQL's LIKE with % and _; ASCII letters alike.
std::vector<std::string> requiredByLike(std::string_view pattern);
/// SQL's GLOB with *, ? and [sets].
std::vector<std::string> requiredByGlob(std::string_view pattern);
/// A PCRE2 expression: its literals outside of groups; nothing for alternatives, options and look-arounds.
std::vector<std::string> requiredByRegex(std::string_view pattern);
/// The whole text.
std::vector<std::string> requiredByText(std::string_view text);

/// SQL's GLOB as a glob of * only for the stored name: fits all that the pattern fits, letters alike, and maybe more.
std::string loosened(std::string_view glob);

} // namespace foreshock::store
