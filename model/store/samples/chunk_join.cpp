// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/samples/chunk_join.h"

namespace foreshock::store {
namespace {

constexpr std::size_t kStepBytes = std::size_t{32} << 20;
constexpr std::size_t kRowBytes = 256; ///< what a removed chunk costs the log besides its samples

} // namespace

Result<ChunkJoin> ChunkJoin::open(const Database& db, ChunkTable& table, std::int64_t source) {
    ChunkJoin out(db, table, source);
    auto statement = db.prepare("SELECT series_id FROM sample_chunk WHERE source_id = ? GROUP BY series_id "
                                "HAVING count(*) > 1 ORDER BY series_id");
    if (!statement)
        return statement.error();
    statement->bindAll(source);
    const auto done = statement->each([&] {
        out.m_series.push_back(statement->integer(0));
        return true;
    });
    if (!done)
        return done.error();
    return out;
}

Result<ChunkJoin::State> ChunkJoin::step() {
    for (m_written = 0; m_next < m_series.size() && m_written < kStepBytes; ++m_next)
        if (const auto done = joinSeries(m_series[m_next]); !done)
            return done.error();
    return m_next < m_series.size() ? State::More : State::Done;
}

Result<void> ChunkJoin::joinSeries(std::int64_t series) {
    auto statement =
        m_db.prepare("SELECT id, count FROM sample_chunk WHERE source_id = ? AND series_id = ? ORDER BY id");
    if (!statement)
        return statement.error();
    statement->bindAll(m_source, series);
    std::vector<std::vector<Piece>> runs(1);
    const auto listed = statement->each([&] {
        const auto count = static_cast<std::size_t>(statement->integer(1));
        if (count == kChunkSamples)
            runs.emplace_back();
        else
            runs.back().push_back({statement->integer(0), count});
        return true;
    });
    if (!listed)
        return listed;
    for (const std::vector<Piece>& run : runs) {
        std::size_t samples = 0;
        for (const Piece& piece : run)
            samples += piece.count;
        if (run.size() > (samples + kChunkSamples - 1) / kChunkSamples)
            if (const auto done = joinRun(series, run); !done)
                return done;
    }
    return {};
}

Result<void> ChunkJoin::joinRun(std::int64_t series, const std::vector<Piece>& run) {
    SampleColumns open;
    std::int64_t id = 0; // of the chunk that the first open sample was in
    const auto write = [&](std::size_t count) -> Result<void> {
        SampleColumns chunk, rest;
        chunk.append(open, 0, count);
        rest.append(open, count, open.size());
        open = std::move(rest);
        const auto stored = m_table.insert(series, m_source, sealed(std::move(chunk)), id);
        return stored ? Result<void>() : stored.error();
    };
    for (const Piece& piece : run) {
        const auto samples = m_table.samples(piece.id);
        if (!samples)
            return samples.error();
        if (const auto done = m_table.remove(piece.id); !done)
            return done;
        if (open.size() == 0)
            id = piece.id;
        open.append(*samples, 0, samples->size());
        m_written += samples->size() * sizeof(StoredSample) + kRowBytes;
        if (open.size() >= kChunkSamples) {
            if (const auto done = write(kChunkSamples); !done)
                return done;
            id = piece.id;
        }
    }
    return open.size() == 0 ? Result<void>() : write(open.size());
}

} // namespace foreshock::store
