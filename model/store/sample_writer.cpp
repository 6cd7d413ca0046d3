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
    open.samples.add(sample);
    ++m_waiting;
    if (open.samples.size() == kChunkSamples)
        return seal(series, open);
    if (m_waiting * sizeof(StoredSample) < kOpenBytes)
        return {};
    return finish();
}

Result<void> SampleWriter::seal(std::int64_t series, Open& open) {
    if (open.samples.size() == 0)
        return {};
    open.samples.sort();
    const Instant first = open.samples.times.front(), last = open.samples.times.back();
    std::optional<Instant> arrived;
    for (const std::optional<Instant>& each : open.samples.arrivals)
        if (each && (!arrived || *arrived < *each))
            arrived = each;
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
    open.samples = {};
    open.inTail = 0;
    return {};
}

Result<void> SampleWriter::flushTail() {
    for (auto& [series, open] : m_open)
        for (; open.inTail < open.samples.size(); ++open.inTail) {
            const SampleColumns& s = open.samples;
            // SQLite stores NaN as NULL, which is what a null sample is.
            if (const auto done = m_db.run(R"(
                    INSERT INTO sample_tail (series_id, source_id, seq, time_ns, value, arrived_ns) VALUES (?, ?, ?, ?, ?, ?))",
                                           series, m_source, open.sealed + static_cast<std::int64_t>(open.inTail),
                                           s.times[open.inTail], s.values[open.inTail], s.arrivedAt(open.inTail));
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
