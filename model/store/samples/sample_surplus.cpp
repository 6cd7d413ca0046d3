// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/samples/sample_surplus.h"

#include <algorithm>
#include <cstring>
#include <list>

namespace foreshock::store {
namespace {

constexpr std::size_t kStepBytes = std::size_t{32} << 20;

bool isSameValue(double a, double b) {
    return std::memcmp(&a, &b, sizeof a) == 0;
}

/// Is that sample among these, which are in time order?
bool holds(const SampleColumns& samples, Instant time, double value) {
    const auto from = std::lower_bound(samples.times.begin(), samples.times.end(), time);
    for (auto at = from; at != samples.times.end() && *at == time; ++at)
        if (isSameValue(samples.values[static_cast<std::size_t>(at - samples.times.begin())], value))
            return true;
    return false;
}

} // namespace

Result<SampleSurplus> SampleSurplus::open(const Database& db, ChunkTable& table, std::int64_t source,
                                          const std::vector<SourceId>& priors) {
    SampleSurplus out(table, source, priors);
    auto mine = db.prepare("SELECT DISTINCT series_id FROM sample_chunk WHERE source_id = ?");
    auto theirs = db.prepare("SELECT 1 FROM sample_chunk WHERE source_id = ?1 AND series_id = ?2 UNION ALL "
                             "SELECT 1 FROM sample_tail WHERE source_id = ?1 AND series_id = ?2 LIMIT 1");
    if (!mine || !theirs)
        return mine ? theirs.error() : mine.error();
    Result<void> asked;
    mine->bindAll(source);
    const auto done = mine->each([&] {
        bool isShared = false;
        for (const SourceId prior : priors) {
            theirs->bindAll(prior.value, mine->integer(0));
            asked = theirs->each([&] {
                isShared = true;
                return false;
            });
            if (!asked)
                return false;
        }
        if (isShared)
            out.m_series.push_back(mine->integer(0));
        return true;
    });
    if (!done)
        return done.error();
    if (!asked)
        return asked.error();
    return out;
}

Result<ChunkJoin::State> SampleSurplus::step() {
    for (m_looked = 0; m_next < m_series.size() && m_looked < kStepBytes; ++m_next)
        if (const auto done = thinSeries(m_series[m_next]); !done)
            return done.error();
    return m_next < m_series.size() ? ChunkJoin::State::More : ChunkJoin::State::Done;
}

bool SampleSurplus::isPrior(std::int64_t source) const {
    return std::any_of(m_priors.begin(), m_priors.end(), [&](SourceId prior) { return prior.value == source; });
}

Result<void> SampleSurplus::thinSeries(std::int64_t series) {
    const auto headers = m_table->headers(series);
    if (!headers)
        return headers.error();
    const auto tails = m_table->tails(series);
    if (!tails)
        return tails.error();
    struct Older {
        std::int64_t id;
        Instant last;
        SampleColumns samples;
    };
    std::list<Older> open;
    std::vector<const ChunkHeader*> older;
    for (const ChunkHeader& header : *headers)
        if (isPrior(header.source))
            older.push_back(&header); // by first time
    std::size_t next = 0;
    for (const ChunkHeader& header : *headers) {
        if (header.source != m_source)
            continue;
        open.remove_if([&](const Older& o) { return o.last < header.first; });
        for (; next < older.size() && older[next]->first <= header.last; ++next) {
            if (older[next]->last < header.first)
                continue;
            auto samples = m_table->samples(older[next]->id);
            if (!samples)
                return samples.error();
            open.push_back({older[next]->id, older[next]->last, std::move(*samples)});
        }
        const auto samples = m_table->samples(header.id);
        if (!samples)
            return samples.error();
        m_looked += samples->size() * sizeof(StoredSample);
        SampleColumns kept;
        for (std::size_t i = 0; i < samples->size(); ++i) {
            const Instant time = samples->times[i];
            const double value = samples->values[i];
            bool isKnown =
                std::any_of(open.begin(), open.end(), [&](const Older& o) { return holds(o.samples, time, value); });
            for (const ChunkTable::Tail& tail : *tails)
                isKnown = isKnown || (isPrior(tail.source) && holds(tail.samples, time, value));
            if (!isKnown)
                kept.append(*samples, i, i + 1);
        }
        if (kept.size() == samples->size())
            continue;
        m_removed += static_cast<std::int64_t>(samples->size() - kept.size());
        if (const auto done = m_table->remove(header.id); !done)
            return done;
        if (kept.size() == 0)
            continue;
        if (const auto stored = m_table->insert(series, m_source, sealed(std::move(kept)), header.id); !stored)
            return stored.error();
    }
    return {};
}

} // namespace foreshock::store
