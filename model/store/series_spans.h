// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/series.h"

#include <span>

namespace foreshock::store {

/// Reduces samples in time order to at most `pixels` min–max spans within the range (plus one beyond each edge), and
/// finds the gaps: stretches without samples, or with null ones only, longer than 2.5 usual steps.
/// The usual step is the median distance of neighbours (null samples count: they were due).
SeriesWindow spansOf(const SeriesInfo& info, std::span<const Sample> samples, TimeRange range, int pixels);

} // namespace foreshock::store
