// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/log_window.h"
#include "model/store/gate.h"

#include <stop_token>
#include <vector>

namespace foreshock::store {

/// For each service with log records in the range, how much of its log was trouble, cell by cell: warnings weigh ¼,
/// errors 1, fatals 2; the sum against what 20 errors a cell would be, on a log scale. NaN (no data) where it was
/// silent for ten times its usual distance between records, and five minutes at least: a quiet minute is no gap. Cost:
/// the counts by second of every block that touches the range; under a second a cell, its columns.
Result<std::vector<HeatRow>> logHeat(const Database& db, const Gate& gate, TimeRange range, int cells,
                                     std::stop_token stop = {});

} // namespace foreshock::store
