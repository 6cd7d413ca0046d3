// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/series.h"
#include "model/store/gate.h"
#include "model/store/samples/chunk_table.h"
#include "model/store/samples/sample_cache.h"
#include "model/store/samples/series_catalogue.h"

#include <functional>
#include <vector>

namespace foreshock::store {

/// Reads series of one connection through one gate; for whoever asks more than once. Lives on the connection's thread;
/// database, gate and cache outlive it.
class SeriesReader {
public:
    SeriesReader(const Database& db, const Gate& gate, SampleCache& cache)
        : m_table(db)
        , m_gate(gate)
        , m_cache(cache) {}

    /// Samples of one series within a range, in time order; of two at the same time the later stored.
    /// Memory: 16 B a sample of the answer and the cache.
    Result<std::vector<Sample>> samples(SeriesId series, TimeRange range);
    /// All samples of one series as samples() orders them, in stretches of whole chunks.
    /// Memory: 16 B a sample of a stretch, which is some 262,000 of them unless as many sources told of one hour.
    Result<void> eachStretch(SeriesId series, const std::function<Result<void>(const std::vector<Sample>&)>& visit);
    /// The series reduced to at most `pixels` spans, a twentieth of the range beyond each edge alike, and the next
    /// value behind, so that lines reach the border and a gap is told even where nothing else is in sight.
    ///
    /// Where a pixel is 16 steps long or more, chunks are not opened: their pyramid answers, coarser the longer the
    /// pixel, and their header where they are shorter than half a pixel. Then each span still says least, most, first
    /// and last of the samples between its two times, but the times are those of whole groups, so that up to one group
    /// of the next pixel may be counted to this one. Chunks that overlap another, that had not arrived as a whole, or
    /// whose step is longer than the window's, are decoded.
    Result<SeriesWindow> window(const SeriesInfo& info, TimeRange range, int pixels);

private:
    ChunkTable m_table;
    const Gate& m_gate;
    SampleCache& m_cache;
};

/// The same once, without keeping anything.
Result<std::vector<Sample>> samples(const Database& db, const Gate& gate, SeriesId series, TimeRange range);
Result<SeriesWindow> seriesWindow(const Database& db, const Gate& gate, const SeriesInfo& info, TimeRange range,
                                  int pixels);

} // namespace foreshock::store
