// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/sample_source.h"
#include "model/domain/range_comparison.h"

#include <map>
#include <optional>
#include <stop_token>
#include <utility>

namespace foreshock {

/// How often each (attribute, value) stands in the records of the two ranges.
using AttributeCounts = std::map<std::pair<std::string, std::string>, std::pair<std::int64_t, std::int64_t>>;

/// What changed between two ranges: every series by two_samples.h, every log attribute by how its share changed (at
/// least 5 records on one side, and a hundredth of them). Both under false-discovery control at 5 %. Linear in the
/// samples of the two ranges but for sorting. Null if stopped.
std::optional<RangeComparison> compareRanges(const std::vector<SeriesData>& series, SampleSource& samples, TimeRange a,
                                             TimeRange b, const AttributeCounts& logs, std::stop_token stop = {});

} // namespace foreshock
