// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/answer.h"
#include "model/domain/change.h"

#include <optional>
#include <vector>

namespace foreshock {

/// How long a change goes on spreading after its end, as its record tells in a detail "propagation" or
/// "propagation_window" ("1h"). Null: not told.
std::optional<Duration> spreadOf(const Change& change);

/// How many times as much a change reached as was meant, as its record tells in details "intended" and "actual" (or
/// "intended_count", "actual_count"; "12 servers" is 12). Null: not told.
std::optional<double> overreachOf(const Change& change);

/// What the record of a change tells of its reach, in time (it spread until shortly before the first alarm, or still
/// did) and in size (at least twice as much as was meant). Shown, never weighed.
std::vector<Evidence> reachEvidence(const Change& change, Instant firstAlarm);

} // namespace foreshock
