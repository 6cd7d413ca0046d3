// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/samples/chunk_join.h"
#include "model/store/samples/chunk_table.h"

#include <cstdint>
#include <optional>
#include <unordered_map>

namespace foreshock::store {

/// Appends samples of one source, series by series. All open chunks share 48 MB: when it is spent they are sealed
/// short, and joined at the source's end. Live: flushTail() puts what waits into sample_tail.
class SampleWriter {
public:
    SampleWriter(const Database& db, std::int64_t source)
        : m_db(db)
        , m_table(db)
        , m_source(source) {}
    Result<void> add(std::int64_t series, const StoredSample& sample);
    Result<void> flushTail();
    /// Seals what is open, then joins what was sealed short. More: commit and call again.
    Result<ChunkJoin::State> finish();
    std::size_t waitingBytes() const { return m_bytes; }
    ChunkTable& table() { return m_table; }

private:
    struct Open {
        SampleColumns samples;
        std::size_t inTail = 0;
    };
    Result<void> seal(std::int64_t series, Open& open);
    Result<void> sealAll();

    const Database& m_db;
    ChunkTable m_table;
    std::int64_t m_source;
    std::unordered_map<std::int64_t, Open> m_open;
    std::int64_t m_lastSeries = 0;
    Open* m_last = nullptr; ///< of that series: files go on with the same one for long
    std::size_t m_bytes = 0;
    bool m_hasSealedShort = false;
    std::optional<ChunkJoin> m_join;
};

} // namespace foreshock::store
