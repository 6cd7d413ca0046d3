// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

namespace foreshock {

/// The bytes of an embedded file, by its path below resources/ ("schema/0001_first.sql"); empty if there is none.
std::string_view resource(std::string_view name);
/// Names below a folder ("formats/"), sorted.
std::vector<std::string_view> resourceNames(std::string_view folder);

} // namespace foreshock
