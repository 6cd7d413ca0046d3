// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/series.h"
#include "model/store/gate.h"

#include <vector>

namespace foreshock::store {

/// Every series that a visible source holds samples of, by service, metric and instance.
Result<std::vector<SeriesInfo>> seriesCatalogue(const Database& db, const Gate& gate);
/// Samples of one series within a range, in time order; of two at the same time the later stored.
/// Memory: 16 B a sample of the answer and one chunk.
Result<std::vector<Sample>> samples(const Database& db, const Gate& gate, SeriesId series, TimeRange range);
/// The series reduced to at most `pixels` spans; one sample beyond each edge is kept so that lines reach the border.
Result<SeriesWindow> seriesWindow(const Database& db, const Gate& gate, const SeriesInfo& info, TimeRange range,
                                  int pixels);
/// First to last sample time over all series; empty if there are none.
Result<TimeRange> sampleExtent(const Database& db, const Gate& gate);

} // namespace foreshock::store
