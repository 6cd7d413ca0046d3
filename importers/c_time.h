// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/time_text.h"

#include <optional>
#include <string_view>

namespace foreshock {

/// Times as C's ctime writes them, with an offset or without: "Wed Nov 25 05:01:10 2020 -0800". Null for others.
std::optional<WrittenTime> parseCTime(std::string_view text);

} // namespace foreshock
