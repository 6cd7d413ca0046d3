// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/time.h"

#include <optional>
#include <string_view>

namespace foreshock {

/// "32768", "32,768", "1.5", "4e6", "12k", "2 Gi": the number, its suffix multiplied in; null for anything else, for
/// what is no finite number, and for "unlimited", which limits nothing.
std::optional<double> limitValue(std::string_view text);
/// Is it a word for "no limit" ("unlimited", "infinity", "-1", "none")?
bool isUnlimited(std::string_view text);
/// The time that a file was written, if that is known.
std::optional<Instant> writtenAt(Instant fileTime);

} // namespace foreshock
