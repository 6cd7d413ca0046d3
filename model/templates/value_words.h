// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace foreshock {

/// true, null, nan…: values by their look. Letters alike, here and below.
bool isLiteralWord(std::string_view word);
/// ms, KB, seconds…: values after a number.
bool isUnitWord(std::string_view word);
/// Jan, Mon…: values beside a number.
bool isCalendarWord(std::string_view word);

} // namespace foreshock
