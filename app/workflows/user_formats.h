// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"

#include <string>
#include <vector>

namespace foreshock {

/// $XDG_CONFIG_HOME/foreshock, or ~/.config/foreshock; empty where neither is known. Not made.
std::string configFolder();

/// Adds the log formats of CONFIG/formats/*.json, by name, to the importers; one with a built-in id takes its place.
/// A file that can't be used is told and left out. Called once, before other threads start.
std::vector<Error> loadUserFormats(const std::string& config);

} // namespace foreshock
