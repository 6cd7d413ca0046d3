// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace foreshock {

std::string_view trimmed(std::string_view text);
/// ASCII letters only; other bytes stay.
std::string lowered(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);
bool startsWithNoCase(std::string_view text, std::string_view prefix);
/// First position of needle, ASCII letters alike; npos if absent.
std::size_t findNoCase(std::string_view text, std::string_view needle);
/// 32768 -> "32,768"; fractions keep at most `digits` significant digits.
std::string numberText(double value, int digits = 4);
/// Valid UTF-8 for showing: NUL, control and broken bytes become \xNN, tab and newline stay.
std::string shown(std::string_view bytes);
/// shown(), fit for a screen: what would turn, hide or move other characters (bidirectional overrides, isolates and
/// marks, blanks of no width, line separators, C1 controls) becomes \u202E, so that a line reads as it stands in the
/// file. Joiners stay: scripts and emoji are written with them.
std::string screenText(std::string_view bytes);
/// The longest prefix of at most `limit` bytes that ends at a whole UTF-8 character.
std::string_view clipped(std::string_view text, std::size_t limit);
/// 64-bit XXH3 of the bytes.
unsigned long long hash64(std::string_view bytes, unsigned long long seed = 0);
/// Does the name match a glob of '*' and '?', letters alike?
bool globMatches(std::string_view pattern, std::string_view name);

} // namespace foreshock
