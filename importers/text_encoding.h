// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"

#include <string>
#include <string_view>

namespace foreshock {

inline constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

/// Told by a byte order mark, or by NUL as every second of the first four bytes.
bool looksLikeUtf16(std::string_view start);
Error utf16Error();
/// Many control bytes, or the beginning of an archive: no text at all. Terminal colours (ESC) count as text, and some
/// NUL bytes are what a crash leaves in a log.
bool looksBinary(std::string_view bytes);
/// The same text with a replacement, U+FFFD unless told, for every byte that is no UTF-8.
std::string repairedUtf8(std::string_view bytes, std::string_view replacement = "\xEF\xBF\xBD");

} // namespace foreshock
