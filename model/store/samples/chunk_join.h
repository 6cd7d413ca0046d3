// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/samples/chunk_table.h"

#include <vector>

namespace foreshock::store {

/// Joins the short chunks of one source, which were sealed when memory was spent, into full ones; once, at its end.
/// Only neighbours in order of storing are joined, and each new chunk takes the id of the one that its first sample
/// was in, so that the order of storing stays. Memory: the samples of two chunks. They were written series by series,
/// so that both reading and deleting walk through the file once for each time memory was spent.
class ChunkJoin {
public:
    static Result<ChunkJoin> open(const Database& db, ChunkTable& table, std::int64_t source);
    enum class State { Done, More };
    /// Goes on with whole series until about a commit's worth of samples was rewritten.
    Result<State> step();

private:
    ChunkJoin(const Database& db, ChunkTable& table, std::int64_t source)
        : m_db(db)
        , m_table(table)
        , m_source(source) {}
    struct Piece {
        std::int64_t id;
        std::size_t count;
    };
    Result<void> joinSeries(std::int64_t series);
    Result<void> joinRun(std::int64_t series, const std::vector<Piece>& run);

    const Database& m_db;
    ChunkTable& m_table;
    std::int64_t m_source;
    std::vector<std::int64_t> m_series; ///< with more than one chunk
    std::size_t m_next = 0;
    std::size_t m_written = 0; ///< samples and rows rewritten in this step, as bytes
};

} // namespace foreshock::store
