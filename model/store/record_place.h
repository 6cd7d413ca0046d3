// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/id.h"
#include "model/base/time.h"
#include "model/store/database.h"

#include <optional>

namespace foreshock::store {

/// When a record happened, as its source wrote it: without the source's offset.
struct PlacedRecord {
    Instant time;
    Duration precision; ///< the unit that its source counts time in: a minute, a second… a nanosecond
};
/// The log record, change or alarm of a source that begins on a line; null if none does. Cost: a walk through the
/// places of the source's log records, 4,096 at a time.
Result<std::optional<PlacedRecord>> recordAtLine(const Database& db, SourceId source, std::int64_t line);

} // namespace foreshock::store
