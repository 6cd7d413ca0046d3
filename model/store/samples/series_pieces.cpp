// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/samples/series_pieces.h"

#include <algorithm>

namespace foreshock::store {
namespace {

/// Chunks in order of storing, tails behind them.
bool isStoredEarlier(const SeriesPiece& a, const SeriesPiece& b) {
    return a.chunk && b.chunk ? a.chunk->id < b.chunk->id : a.chunk && !b.chunk;
}

/// Of samples at one time the last stays.
void keepLatest(std::vector<Sample>& samples) {
    const auto isNotBefore = [](const Sample& a, const Sample& b) { return a.time >= b.time; };
    if (std::adjacent_find(samples.begin(), samples.end(), isNotBefore) == samples.end())
        return;
    const auto isEarlier = [](const Sample& a, const Sample& b) { return a.time < b.time; };
    if (!std::is_sorted(samples.begin(), samples.end(), isEarlier))
        std::stable_sort(samples.begin(), samples.end(), isEarlier);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < samples.size(); ++i)
        if (i + 1 == samples.size() || samples[i + 1].time != samples[i].time)
            samples[kept++] = samples[i];
    samples.resize(kept);
}

} // namespace

Result<SeriesPieces> SeriesPieces::open(ChunkTable& table, const Gate& gate, SampleCache& cache, std::int64_t series) {
    SeriesPieces out(table, gate, cache);
    const SampleCache::Key key{SampleCache::Kind::Headers, 0, series, 0};
    // What is being loaded raises no revision, so its headers are asked for every time.
    if (!gate.isPartial())
        out.m_headers = cache.find<std::vector<ChunkHeader>>(key);
    if (!out.m_headers) {
        auto headers = table.headers(series);
        if (!headers)
            return headers.error();
        out.m_headers = std::make_shared<const std::vector<ChunkHeader>>(std::move(*headers));
        if (!gate.isPartial())
            cache.add(key, out.m_headers, out.m_headers->capacity() * sizeof(ChunkHeader));
    }
    auto tails = table.tails(series);
    if (!tails)
        return tails.error();
    out.m_tails = std::move(*tails);
    out.arrange();
    return out;
}

void SeriesPieces::arrange() {
    const Instant asOf = m_gate->snapshot().asOf;
    m_list.reserve(m_headers->size() + m_tails.size());
    for (const ChunkHeader& h : *m_headers) {
        if (!m_gate->sees(h.source))
            continue;
        SeriesPiece piece;
        piece.by = m_gate->offset(h.source);
        piece.seen = {after(h.first, piece.by), after(h.last, piece.by)};
        piece.source = h.source;
        piece.chunk = &h;
        if (!h.maxArrived && asOf < piece.seen.from)
            continue;
        piece.hasArrived = m_gate->isWhole() || (piece.seen.to <= asOf && (!h.maxArrived || *h.maxArrived <= asOf));
        m_list.push_back(piece);
    }
    for (const ChunkTable::Tail& t : m_tails)
        if (m_gate->sees(t.source)) {
            SeriesPiece piece;
            piece.by = m_gate->offset(t.source);
            piece.seen = {after(t.samples.times.front(), piece.by), after(t.samples.times.back(), piece.by)};
            piece.source = t.source;
            piece.tail = &t.samples;
            m_list.push_back(piece);
        }
    const auto isEarlier = [](const SeriesPiece& a, const SeriesPiece& b) { return a.seen.from < b.seen.from; };
    if (!std::is_sorted(m_list.begin(), m_list.end(), isEarlier))
        std::stable_sort(m_list.begin(), m_list.end(), isEarlier);
    // A piece meets an earlier one only if it meets the one that reaches furthest.
    SeriesPiece* furthest = nullptr;
    for (SeriesPiece& piece : m_list) {
        if (furthest && piece.seen.from <= furthest->seen.to)
            piece.isAlone = furthest->isAlone = false;
        if (!furthest || furthest->seen.to < piece.seen.to)
            furthest = &piece;
    }
}

Result<std::shared_ptr<const SampleColumns>> SeriesPieces::body(const ChunkHeader& chunk) const {
    const SampleCache::Key key{SampleCache::Kind::Samples, 0, chunk.id, chunk.checksum};
    if (auto known = m_cache->find<SampleColumns>(key))
        return known;
    auto decoded = m_table->samples(chunk.id);
    if (!decoded)
        return decoded.error();
    auto kept = std::make_shared<const SampleColumns>(std::move(*decoded));
    m_cache->add(key, kept, kept->bytes());
    return kept;
}

Result<std::shared_ptr<const SamplePyramid>> SeriesPieces::pyramid(const SeriesPiece& piece, int level) const {
    const ChunkHeader& chunk = *piece.chunk;
    const SampleCache::Key key{SampleCache::Kind::Pyramid, static_cast<std::uint8_t>(level), chunk.id, chunk.checksum};
    if (auto known = m_cache->find<SamplePyramid>(key))
        return known;
    auto decoded = m_table->pyramid(chunk.id);
    if (!decoded)
        return decoded.error();
    if (!*decoded)
        return std::shared_ptr<const SamplePyramid>();
    auto kept = std::make_shared<const SamplePyramid>(level == 0 ? std::move(**decoded)
                                                                 : (*decoded)->coarser(std::size_t{1} << (2 * level)));
    m_cache->add(key, kept, kept->bytes());
    return kept;
}

Result<std::vector<Sample>> SeriesPieces::samples(Instant from, Instant to) const {
    std::vector<SeriesPiece> touched;
    for (const SeriesPiece& piece : m_list)
        if (from <= piece.seen.to && piece.seen.from < to)
            touched.push_back(piece);
    std::stable_sort(touched.begin(), touched.end(), isStoredEarlier);
    std::vector<Sample> out;
    for (const SeriesPiece& piece : touched) {
        std::shared_ptr<const SampleColumns> held;
        if (piece.chunk) {
            auto read = body(*piece.chunk);
            if (!read)
                return read.error();
            held = std::move(*read);
        }
        const SampleColumns& columns = held ? *held : *piece.tail;
        const auto at = [&](Instant t) {
            return static_cast<std::size_t>(
                std::lower_bound(columns.times.begin(), columns.times.end(), after(t, -piece.by)) -
                columns.times.begin());
        };
        const std::size_t begin = from <= piece.seen.from ? 0 : at(from);
        const std::size_t end = piece.seen.to < to ? columns.size() : at(to);
        std::size_t size = out.size();
        out.resize(size + (end - begin));
        if (piece.hasArrived) {
            for (std::size_t i = begin; i < end; ++i)
                out[size++] = {after(columns.times[i], piece.by), columns.values[i]};
            continue;
        }
        for (std::size_t i = begin; i < end; ++i) {
            const Instant shown = after(columns.times[i], piece.by);
            if (m_gate->shows(piece.source, shown, columns.arrivedAt(i)))
                out[size++] = {shown, columns.values[i]};
        }
        out.resize(size);
    }
    keepLatest(out);
    return out;
}

} // namespace foreshock::store
