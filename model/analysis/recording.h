// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/time.h"

#include <vector>

namespace foreshock {

/// Records belong together until a hole of more than this over everything.
inline constexpr Duration kRecordingHole = Duration::hours(6);

/// Adds a moment to stretches of one series, not before the last of them.
void extend(std::vector<TimeRange>& stretches, Instant t);
/// Stretches and moments without holes of more than kRecordingHole between them, in time order. Ranges end just after
/// their last moment. n log n in what is given.
std::vector<TimeRange> recordings(std::vector<TimeRange> stretches, const std::vector<Instant>& moments);

} // namespace foreshock
