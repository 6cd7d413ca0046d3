// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/gate.h"
#include "model/store/samples/chunk_table.h"
#include "model/store/samples/sample_cache.h"

#include <memory>
#include <vector>

namespace foreshock::store {

/// A stretch of one series: one chunk, or what of one source is not yet in a chunk.
struct SeriesPiece {
    TimeRange seen; ///< first to last sample as shown, null ones too; to is the last sample, not behind it
    Duration by;    ///< added to its times
    std::int64_t source = 0;
    const ChunkHeader* chunk = nullptr; ///< null: a tail
    const SampleColumns* tail = nullptr;
    bool isAlone = true;     ///< no other piece has samples between its first and last
    bool hasArrived = false; ///< every sample may be shown

    std::int64_t count() const { return chunk ? chunk->count : static_cast<std::int64_t>(tail->size()); }
    /// May its header, or its pyramid, speak for its samples?
    bool canStandForSamples() const { return chunk && isAlone && hasArrived; }
};

/// What a gate shows of one series, piece by piece in order of their first samples. Reads headers at once and bodies
/// when asked; both through the cache.
class SeriesPieces {
public:
    static Result<SeriesPieces> open(ChunkTable& table, const Gate& gate, SampleCache& cache, std::int64_t series);

    const std::vector<SeriesPiece>& list() const { return m_list; }
    /// Samples within [from, to) of the pieces that touch it, in time order; of two at one time the later stored.
    Result<std::vector<Sample>> samples(Instant from, Instant to) const;
    /// The pyramid of a piece that canStandForSamples(), 16 × 4^level samples a group; null: it has none.
    Result<std::shared_ptr<const SamplePyramid>> pyramid(const SeriesPiece& piece, int level) const;
    static constexpr int kLevels = 4;

private:
    SeriesPieces(ChunkTable& table, const Gate& gate, SampleCache& cache)
        : m_table(&table)
        , m_gate(&gate)
        , m_cache(&cache) {}
    void arrange();
    Result<std::shared_ptr<const SampleColumns>> body(const ChunkHeader& chunk) const;

    ChunkTable* m_table;
    const Gate* m_gate;
    SampleCache* m_cache;
    std::shared_ptr<const std::vector<ChunkHeader>> m_headers;
    std::vector<ChunkTable::Tail> m_tails;
    std::vector<SeriesPiece> m_list;
};

} // namespace foreshock::store
