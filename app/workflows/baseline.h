// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/base/zone.h"
#include "model/domain/baseline.h"
#include "model/store/samples/series_reader.h"

#include <stop_token>

namespace foreshock {

constexpr int kBaselineDays = 7;
constexpr int kBaselineParts = 180;

/// The seven days before the range, at the same time by the clocks of a zone: where they were put on or back in
/// between, a day is 23 or 25 hours. Costs seven windows of kBaselineParts pixels; a range of more than three days has none.
Result<BaselineBand> baselineBand(store::SeriesReader& reader, const SeriesInfo& info, TimeRange range,
                                  const Zone& zone, std::stop_token stop = {});

/// How much earlier the same clock time was, that many days before an instant.
Duration daysBefore(Instant at, int days, const Zone& zone);

/// A window as if all of it had been later by that much.
SeriesWindow movedBy(SeriesWindow window, Duration by);

} // namespace foreshock
