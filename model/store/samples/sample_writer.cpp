// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/samples/sample_writer.h"

#include "model/store/source_rows.h"

#include <algorithm>
#include <vector>

namespace foreshock::store {
namespace {

constexpr std::size_t kOpenBytes = std::size_t{48} << 20;
constexpr std::size_t kOpenRow = 160; ///< an open series besides its samples

} // namespace

Result<void> SampleWriter::add(std::int64_t series, const StoredSample& sample) {
    if (!m_last || m_lastSeries != series) {
        const auto [found, isNew] = m_open.try_emplace(series);
        m_bytes += isNew ? kOpenRow : 0;
        m_last = &found->second;
        m_lastSeries = series;
    }
    Open& open = *m_last;
    if (open.samples.isFull() || sample.arrivedAt) {
        const std::size_t before = open.samples.bytes();
        open.samples.add(sample);
        m_bytes += open.samples.bytes() - before;
    } else {
        open.samples.add(sample);
    }
    if (open.samples.size() == kChunkSamples)
        return seal(series, open);
    if (m_bytes < kOpenBytes)
        return {};
    m_hasSealedShort = true;
    return sealAll();
}

Result<void> SampleWriter::seal(std::int64_t series, Open& open) {
    if (open.samples.size() == 0)
        return {};
    m_bytes -= open.samples.bytes();
    const auto stored = m_table.insert(series, m_source, sealed(std::move(open.samples)));
    open.samples = {};
    if (!stored)
        return stored.error();
    if (open.inTail == 0)
        return {};
    open.inTail = 0;
    if (const auto done = m_db.run("DELETE FROM sample_tail WHERE series_id = ? AND source_id = ?", series, m_source);
        !done)
        return done;
    return raiseRevision(m_db, "samples");
}

Result<void> SampleWriter::sealAll() {
    // In the order of series, so that joining them later walks through the file instead of jumping.
    std::vector<std::int64_t> order;
    order.reserve(m_open.size());
    for (const auto& [series, open] : m_open)
        order.push_back(series);
    std::sort(order.begin(), order.end());
    for (const std::int64_t series : order)
        if (const auto done = seal(series, m_open[series]); !done)
            return done;
    m_open.clear();
    m_last = nullptr;
    m_bytes = 0;
    return {};
}

Result<void> SampleWriter::flushTail() {
    for (auto& [series, open] : m_open)
        for (; open.inTail < open.samples.size(); ++open.inTail) {
            const SampleColumns& s = open.samples;
            // SQLite stores NaN as NULL, which is what a null sample is.
            if (const auto done = m_db.run(R"(
                    INSERT INTO sample_tail (series_id, source_id, seq, time_ns, value, arrived_ns) VALUES (?, ?, ?, ?, ?, ?))",
                                           series, m_source, static_cast<std::int64_t>(open.inTail),
                                           s.times[open.inTail], s.values[open.inTail], s.arrivedAt(open.inTail));
                !done)
                return done;
        }
    return {};
}

Result<ChunkJoin::State> SampleWriter::finish() {
    if (const auto done = sealAll(); !done)
        return done.error();
    if (!m_hasSealedShort)
        return ChunkJoin::State::Done;
    if (!m_join) {
        auto join = ChunkJoin::open(m_db, m_table, m_source);
        if (!join)
            return join.error();
        m_join.emplace(std::move(*join));
    }
    return m_join->step();
}

} // namespace foreshock::store
