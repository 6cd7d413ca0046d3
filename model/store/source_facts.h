// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/id.h"
#include "model/store/database.h"

#include <string>
#include <utility>
#include <vector>

namespace foreshock::store {

/// Stores what a source says about the whole incident: "title", "zone", "seen_via:SERVICE/METRIC".
Result<void> writeFacts(const Database& db, SourceId source,
                        const std::vector<std::pair<std::string, std::string>>& facts);

} // namespace foreshock::store
