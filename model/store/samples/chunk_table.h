// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/database.h"
#include "model/store/samples/sealed_chunk.h"

#include <optional>
#include <vector>

namespace foreshock::store {

/// What a chunk's row says of it; its samples stay where they are.
struct ChunkHeader {
    std::int64_t id = 0;
    std::int64_t source = 0;
    std::int64_t count = 0;
    Instant first, last; ///< as read
    std::optional<Instant> maxArrived;
    Duration step;
    std::int64_t breaks = 0;
    bool hasValues = false;
    double least = 0, most = 0, firstValue = 0, lastValue = 0;
    std::int64_t checksum = 0;
};

/// The rows of sample_chunk, sample_data, sample_pyramid and sample_tail of one connection; its statements are prepared
/// once. Lives on the connection's thread and dies before it.
class ChunkTable {
public:
    explicit ChunkTable(const Database& db)
        : m_db(db) {}

    /// Stores a chunk under that id, or under the next one (0); gives the id.
    Result<std::int64_t> insert(std::int64_t series, std::int64_t source, const SealedChunk& chunk,
                                std::int64_t id = 0);
    Result<void> remove(std::int64_t id);
    /// All chunks of a series, by first time as read.
    Result<std::vector<ChunkHeader>> headers(std::int64_t series);
    /// Errors: Format where the chunk is missing or damaged.
    Result<SampleColumns> samples(std::int64_t id);
    /// Empty: the chunk has none. Errors: Format where it is damaged.
    Result<std::optional<SamplePyramid>> pyramid(std::int64_t id);
    struct Tail {
        std::int64_t source = 0;
        SampleColumns samples; ///< in time order
    };
    /// What is not yet in a chunk.
    Result<std::vector<Tail>> tails(std::int64_t series);
    /// One look at the file from begin to end, which an answer of many questions is cheaper and sounder with. A look
    /// inside another, or inside a transaction, is that one.
    class Look {
    public:
        explicit Look(ChunkTable& table);
        Look(const Look&) = delete;
        ~Look();

    private:
        ChunkTable* m_table = nullptr; ///< null: somebody else's
    };
    /// Raised whenever the chunks of any series may have become others.
    Result<std::int64_t> revision();

private:
    Result<Statement*> prepared(std::optional<Statement>& statement, const char* sql);

    const Database& m_db;
    std::optional<Statement> m_insertChunk, m_insertData, m_insertPyramid, m_deleteChunk, m_deleteData, m_deletePyramid,
        m_headers, m_samples, m_pyramid, m_tails, m_revision, m_begin, m_end;
};

} // namespace foreshock::store
