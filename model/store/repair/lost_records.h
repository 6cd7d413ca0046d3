// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/database.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace foreshock::store {

/// Log records from `first` up to, not including, `end`, by seq.
struct SeqRange {
    std::int64_t first = 0;
    std::int64_t end = 0;
    std::int64_t count() const { return end - first; }
};

/// What of [0, end) lies in none of the ranges.
std::vector<SeqRange> gapsIn(std::vector<SeqRange> ranges, std::int64_t end);

/// Log records that a repair could not save keep their numbers, so that links to the others stay valid. Which ones
/// stands in `meta` under lost_records:UUID as "first-last first-last", by source id here.
Result<std::map<std::int64_t, std::vector<SeqRange>>> lostRecords(const Database& db);
Result<void> writeLostRecords(const Database& db, std::string_view uuid, const std::vector<SeqRange>& ranges);

} // namespace foreshock::store
