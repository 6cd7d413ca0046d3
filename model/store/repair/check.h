// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/database.h"

#include <string>
#include <vector>

namespace foreshock::store {

/// What a check of an incident file found.
struct CheckReport {
    std::vector<std::string> damage; ///< sentences; empty: sound
    std::int64_t blocks = 0;
    std::int64_t chunks = 0;
};

/// SQLite's own integrity check, references, all parts of blocks and chunks, kept originals, and counts against the
/// sources' rows.
Result<CheckReport> checkFile(const Database& db);

} // namespace foreshock::store
