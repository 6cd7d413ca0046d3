// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace foreshock {

/// A file of the manual ("timeline.md", "pictures/window-light.png") as it stands in the program; empty: there is none.
std::string_view manualFile(std::string_view name);

} // namespace foreshock
