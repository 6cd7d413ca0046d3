// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/series.h"
#include "model/store/gate.h"

#include <cstdint>
#include <map>
#include <vector>

namespace foreshock::store {

/// Every series that a visible source holds samples of, by service, metric and instance.
/// Cost: one entry of an index a chunk, one row a series; no chunk is opened.
Result<std::vector<SeriesInfo>> seriesCatalogue(const Database& db, const Gate& gate);
/// What is stored of a series: samples of two sources at one time count twice.
struct SeriesExtent {
    TimeRange range{};
    std::int64_t samples = 0;
};
/// By series id, of visible sources. Cost: one short row a chunk.
Result<std::map<std::int64_t, SeriesExtent>> seriesExtents(const Database& db, const Gate& gate);
/// Which visible sources hold samples of each series. Cost: one entry of an index a series and source.
Result<std::map<SeriesId, std::vector<SourceId>>> seriesSources(const Database& db, const Gate& gate);
/// First to last sample time over all series; empty if there are none. Cost: one short row a chunk.
Result<TimeRange> sampleExtent(const Database& db, const Gate& gate);
/// Stretches in which samples were taken, in any order and maybe overlapping: no hole of more than `hole` lies within
/// one. Cost: one short row a chunk; chunks that are longer than that and have a break are opened.
Result<std::vector<TimeRange>> sampledStretches(const Database& db, const Gate& gate, Duration hole);

} // namespace foreshock::store
