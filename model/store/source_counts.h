// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/database.h"

#include <array>
#include <cstdint>

namespace foreshock::store {

/// What a source's row says of it against what the tables hold, by kind.
struct SourceCounts {
    static constexpr std::array<const char*, 7> kKinds = {"log records",  "samples", "changes",      "alarms",
                                                          "dependencies", "notes",   "rejected rows"};
    std::array<std::int64_t, 7> said{};
    std::array<std::int64_t, 7> found{};
    std::int64_t read = 0;
    std::int64_t others = 0; ///< duplicates, outside, folded
};

Result<SourceCounts> countsOf(const Database& db, std::int64_t source);
/// Makes the row say what is found, and that as many were read.
Result<void> writeCounts(const Database& db, std::int64_t source, const SourceCounts& counts);
/// Makes the row's first and last time those of what is stored.
Result<void> writeExtent(const Database& db, std::int64_t source);

} // namespace foreshock::store
