// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/sample_writer.h"

#include "model/base/text.h"

#include <algorithm>

namespace foreshock::store {
namespace {

constexpr std::size_t kOpenBytes = std::size_t{48} << 20;

} // namespace

Result<void> SampleWriter::add(std::int64_t series, const StoredSample& sample) {
    Open& open = m_open[series];
    open.samples.push_back(sample);
    ++m_waiting;
    if (open.samples.size() == kChunkSamples)
        return seal(series, open);
    if (m_waiting * sizeof(StoredSample) < kOpenBytes)
        return {};
    return finish();
}

Result<void> SampleWriter::seal(std::int64_t series, Open& open) {
    if (open.samples.empty())
        return {};
    Instant first = Instant::latest(), last = Instant::earliest();
    std::optional<Instant> arrived;
    for (const StoredSample& sample : open.samples) {
        first = std::min(first, sample.time);
        last = std::max(last, sample.time);
        if (sample.arrivedAt)
            arrived = std::max(arrived.value_or(Instant::earliest()), *sample.arrivedAt);
    }
    if (arrived)
        arrived = std::max(*arrived, last);
    const std::string data = encodeSamples(open.samples);
    if (const auto done = m_db.run(R"(
            INSERT INTO sample_chunk (series_id, source_id, count, first_ns, last_ns, max_arrived_ns, checksum, data)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?))",
                                   series, m_source, static_cast<std::int64_t>(open.samples.size()), first, last,
                                   arrived, static_cast<std::int64_t>(hash64(data)), Blob{data});
        !done)
        return done;
    if (open.inTail > 0)
        if (const auto done =
                m_db.run("DELETE FROM sample_tail WHERE series_id = ? AND source_id = ?", series, m_source);
            !done)
            return done;
    open.sealed += static_cast<std::int64_t>(open.samples.size());
    m_waiting -= open.samples.size();
    open.samples.clear();
    open.inTail = 0;
    return {};
}

Result<void> SampleWriter::flushTail() {
    for (auto& [series, open] : m_open)
        for (; open.inTail < open.samples.size(); ++open.inTail) {
            const StoredSample& s = open.samples[open.inTail];
            // SQLite stores NaN as NULL, which is what a null sample is.
            if (const auto done = m_db.run(R"(
                    INSERT INTO sample_tail (series_id, source_id, seq, time_ns, value, arrived_ns) VALUES (?, ?, ?, ?, ?, ?))",
                                           series, m_source, open.sealed + static_cast<std::int64_t>(open.inTail),
                                           s.time, s.value, s.arrivedAt);
                !done)
                return done;
        }
    return {};
}

Result<void> SampleWriter::finish() {
    for (auto& [series, open] : m_open)
        if (const auto done = seal(series, open); !done)
            return done;
    return {};
}

} // namespace foreshock::store
