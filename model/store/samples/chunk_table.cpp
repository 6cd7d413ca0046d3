// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/samples/chunk_table.h"

#include "model/base/text.h"

#include <limits>

namespace foreshock::store {

Result<Statement*> ChunkTable::prepared(std::optional<Statement>& statement, const char* sql) {
    if (!statement) {
        auto made = m_db.prepare(sql);
        if (!made)
            return made.error();
        statement.emplace(std::move(*made));
    }
    return &*statement;
}

// Without it every statement takes and leaves the file's lock by itself, which is all that a failure here costs.
ChunkTable::Look::Look(ChunkTable& table) {
    if (table.m_db.isInTransaction())
        return;
    if (auto begin = table.prepared(table.m_begin, "BEGIN"); begin && (*begin)->run())
        m_table = &table;
}

ChunkTable::Look::~Look() {
    if (!m_table)
        return;
    if (auto end = m_table->prepared(m_table->m_end, "COMMIT"))
        (void)(*end)->run();
}

Result<std::int64_t> ChunkTable::insert(std::int64_t series, std::int64_t source, const SealedChunk& chunk,
                                        std::int64_t id) {
    auto row = prepared(m_insertChunk, R"(
        INSERT INTO sample_chunk (id, series_id, source_id, count, first_ns, last_ns, max_arrived_ns, step_ns, breaks,
                                  least, most, first_value, last_value, checksum)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))");
    if (!row)
        return row.error();
    const auto& values = chunk.figures.values;
    const auto figure = [&](double SeriesSpan::*field) {
        return values ? std::optional((*values).*field) : std::nullopt;
    };
    (*row)->bindAll(id == 0 ? std::nullopt : std::optional(id), series, source, chunk.count, chunk.first, chunk.last,
                    chunk.maxArrived, chunk.figures.step.ns, chunk.figures.breaks, figure(&SeriesSpan::least),
                    figure(&SeriesSpan::most), figure(&SeriesSpan::first), figure(&SeriesSpan::last),
                    static_cast<std::int64_t>(hash64(chunk.data)));
    if (const auto done = (*row)->run(); !done)
        return done.error();
    const std::int64_t stored = m_db.lastInsertId();
    auto data = prepared(m_insertData, "INSERT INTO sample_data (chunk_id, data) VALUES (?, ?)");
    if (!data)
        return data.error();
    if (const auto done = (*data)->bindAll(stored, Blob{chunk.data}).run(); !done)
        return done.error();
    if (chunk.pyramid.empty())
        return stored;
    auto pyramid = prepared(m_insertPyramid, "INSERT INTO sample_pyramid (chunk_id, data) VALUES (?, ?)");
    if (!pyramid)
        return pyramid.error();
    if (const auto done = (*pyramid)->bindAll(stored, Blob{chunk.pyramid}).run(); !done)
        return done.error();
    return stored;
}

Result<void> ChunkTable::remove(std::int64_t id) {
    struct Table {
        std::optional<Statement>& statement;
        const char* sql;
    };
    for (const Table& table : {Table{m_deletePyramid, "DELETE FROM sample_pyramid WHERE chunk_id = ?"},
                               Table{m_deleteData, "DELETE FROM sample_data WHERE chunk_id = ?"},
                               Table{m_deleteChunk, "DELETE FROM sample_chunk WHERE id = ?"}}) {
        auto statement = prepared(table.statement, table.sql);
        if (!statement)
            return statement.error();
        if (const auto done = (*statement)->bindAll(id).run(); !done)
            return done;
    }
    return {};
}

Result<std::vector<ChunkHeader>> ChunkTable::headers(std::int64_t series) {
    auto statement = prepared(m_headers, R"(
        SELECT id, source_id, count, first_ns, last_ns, max_arrived_ns, step_ns, breaks, least, most, first_value,
               last_value, checksum
          FROM sample_chunk WHERE series_id = ? ORDER BY first_ns)");
    if (!statement)
        return statement.error();
    Statement& r = **statement;
    std::vector<ChunkHeader> out;
    r.bindAll(series);
    const auto done = r.each([&] {
        ChunkHeader& h = out.emplace_back();
        h.id = r.integer(0);
        h.source = r.integer(1);
        h.count = r.integer(2);
        h.first = r.instant(3);
        h.last = r.instant(4);
        h.maxArrived = r.maybeInstant(5);
        h.step = Duration{r.integer(6)};
        h.breaks = r.integer(7);
        h.hasValues = !r.isNull(8);
        h.least = r.real(8);
        h.most = r.real(9);
        h.firstValue = r.real(10);
        h.lastValue = r.real(11);
        h.checksum = r.integer(12);
        return true;
    });
    if (!done)
        return done.error();
    return out;
}

Result<SampleColumns> ChunkTable::samples(std::int64_t id) {
    auto statement = prepared(m_samples, "SELECT data FROM sample_data WHERE chunk_id = ?");
    if (!statement)
        return statement.error();
    Result<SampleColumns> out =
        Error{ErrorCode::Format, "a stored chunk of samples is missing", "", "Run: foreshock check FILE"};
    (*statement)->bindAll(id);
    const auto done = (*statement)->each([&] {
        out = decodeSamples((*statement)->blob(0));
        return false;
    });
    if (!done)
        return done.error();
    return out;
}

Result<std::optional<SamplePyramid>> ChunkTable::pyramid(std::int64_t id) {
    auto statement = prepared(m_pyramid, "SELECT data FROM sample_pyramid WHERE chunk_id = ?");
    if (!statement)
        return statement.error();
    std::optional<SamplePyramid> out;
    std::optional<Error> damage;
    (*statement)->bindAll(id);
    const auto done = (*statement)->each([&] {
        auto decoded = SamplePyramid::decode((*statement)->blob(0));
        if (decoded)
            out = std::move(*decoded);
        else
            damage = decoded.error();
        return false;
    });
    if (!done)
        return done.error();
    if (damage)
        return *damage;
    return out;
}

Result<std::vector<ChunkTable::Tail>> ChunkTable::tails(std::int64_t series) {
    auto statement = prepared(m_tails, "SELECT source_id, time_ns, value, arrived_ns FROM sample_tail "
                                       "WHERE series_id = ? ORDER BY source_id, seq");
    if (!statement)
        return statement.error();
    Statement& r = **statement;
    std::vector<Tail> out;
    r.bindAll(series);
    const auto done = r.each([&] {
        if (out.empty() || out.back().source != r.integer(0))
            out.push_back({r.integer(0), {}});
        const double value = r.isNull(2) ? std::numeric_limits<double>::quiet_NaN() : r.real(2);
        out.back().samples.add({r.instant(1), value, r.maybeInstant(3)});
        return true;
    });
    if (!done)
        return done.error();
    for (Tail& tail : out)
        tail.samples.sort();
    return out;
}

Result<std::int64_t> ChunkTable::revision() {
    auto statement = prepared(m_revision, "SELECT n FROM revision WHERE kind = 'samples'");
    if (!statement)
        return statement.error();
    std::int64_t n = 0;
    const auto done = (*statement)->each([&] {
        n = (*statement)->integer(0);
        return false;
    });
    if (!done)
        return done.error();
    return n;
}

} // namespace foreshock::store
