// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/log_histogram.h"
#include "model/store/logs/log_reader.h"

namespace foreshock::store {

/// How a query's records lie over a range, of what was counted so far. From counts by second where they decide; cells
/// are no shorter than a second then, else a record may stand in the cell before its own. Errors: Cancelled, Format.
Result<LogHistogram> logHistogram(LogResult& result, TimeRange range, int cells, std::stop_token stop = {});

} // namespace foreshock::store
