// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace foreshock {

/// Does a word tell what happened or how something is (up, lost, started, failing) rather than name something? Lines
/// that differ in such a word are different messages. A list of common ones, and participles by their ends; letters
/// alike.
bool isStateWord(std::string_view word);

} // namespace foreshock
