// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/time.h"

#include <string_view>

namespace foreshock::store {

enum class TextCompare { Equal, Greater, GreaterEqual, Less, LessEqual };

/// Times whose RFC 3339 text may compare so with `text`, and some more: up to a second on each side, because
/// "…:00.5Z" < "…:00Z"; up to a year where `text` is cut short ("2020-11") or goes on as no time does. Everything
/// where it does not begin with a year.
TimeRange rangeOfTimeText(TextCompare compare, std::string_view text);

} // namespace foreshock::store
