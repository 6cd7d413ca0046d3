// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace foreshock {

/// Does a path hold *, ? or [ that a shell would have expanded?
bool isPathPattern(std::string_view path);

/// What a pattern fits, by name: 'logs/*.log', 'dir/**/*.gz' (** stands for any number of folders, none included).
/// Names that begin with a dot need theirs, as in a shell; ** goes through no hidden folder and follows no symlink.
std::vector<std::string> pathsFitting(const std::string& pattern);

} // namespace foreshock
