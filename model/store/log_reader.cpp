// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/log_reader.h"

#include <algorithm>

namespace foreshock::store {
namespace {

constexpr std::size_t kDecodedBlocks = 16;
constexpr std::int64_t kSliceRecords = 8192;

Error cancelled() {
    return {ErrorCode::Cancelled, "cancelled", "", ""};
}

} // namespace

Result<LogResult> LogResult::open(const Database& db, const Gate& gate, const LogQuery& query, TimeRange range) {
    auto matcher = LogMatcher::create(query);
    if (!matcher)
        return matcher.error();
    LogResult result(db, gate, std::move(*matcher), range);
    if (const auto loaded = result.loadPieces(); !loaded)
        return loaded.error();
    result.cut();
    return result;
}

Result<void> LogResult::loadPieces() {
    auto blocks = m_db->prepare(R"(
        SELECT id, source_id, first_seq, count, first_ns, last_ns, unknowns, traces, debugs, infos, warnings, errors, fatals
          FROM log_block
        UNION ALL
        SELECT 0, source_id, min(seq), count(*), min(time_ns), max(time_ns), sum(level = 0), sum(level = 1), sum(level = 2),
               sum(level = 3), sum(level = 4), sum(level = 5), sum(level = 6)
          FROM log_tail GROUP BY source_id)");
    if (!blocks)
        return blocks.error();
    return blocks->each([&] {
        const Statement& r = *blocks;
        LogPiece piece;
        piece.block = r.integer(0);
        piece.source = r.integer(1);
        if (!m_gate->sees(piece.source))
            return true;
        const Duration by = m_gate->offset(piece.source);
        piece.firstSeq = r.integer(2);
        piece.count = r.integer(3);
        piece.first = r.instant(4) + by;
        piece.last = r.instant(5) + by;
        for (int level = 0; level < 7; ++level)
            piece.levels[static_cast<std::size_t>(level)] = r.integer(6 + level);
        if (piece.first < m_range.to && piece.last >= m_range.from)
            m_pieces.push_back(piece);
        return true;
    });
}

/// Slices end where a block starts, once about 8,192 records began in them.
void LogResult::cut() {
    std::sort(m_pieces.begin(), m_pieces.end(), [](const LogPiece& a, const LogPiece& b) {
        return std::tie(a.first, a.source, a.firstSeq) < std::tie(b.first, b.source, b.firstSeq);
    });
    if (m_pieces.empty())
        return;
    std::vector<Instant> edges{std::max(m_range.from, m_pieces.front().first)};
    std::int64_t begun = 0;
    for (const LogPiece& piece : m_pieces) {
        if (begun >= kSliceRecords && piece.first > edges.back()) {
            edges.push_back(piece.first);
            begun = 0;
        }
        begun += piece.count;
    }
    edges.push_back(m_range.to);
    for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
        Slice slice;
        slice.range = {edges[i], edges[i + 1]};
        m_slices.push_back(std::move(slice));
    }
    for (std::size_t p = 0; p < m_pieces.size(); ++p) {
        auto slice = std::upper_bound(m_slices.begin(), m_slices.end(), m_pieces[p].first,
                                      [](Instant t, const Slice& s) { return t < s.range.to; });
        for (; slice != m_slices.end() && slice->range.from <= m_pieces[p].last; ++slice)
            slice->pieces.push_back(p);
    }
}

Result<std::shared_ptr<const LogBlock>> LogResult::decoded(const LogPiece& piece) {
    for (auto it = m_cache.begin(); it != m_cache.end(); ++it)
        if (it->block == piece.block && it->source == piece.source) {
            m_cache.splice(m_cache.begin(), m_cache, it);
            return m_cache.front().data;
        }
    std::shared_ptr<const LogBlock> data;
    if (piece.block != 0) {
        auto read = m_db->prepare(
            "SELECT c.data, t.data FROM log_column c JOIN log_text t USING (block_id) WHERE block_id = ?");
        if (!read)
            return read.error();
        std::optional<Result<LogBlock>> block;
        read->bindAll(piece.block);
        const auto done = read->each([&] {
            block.emplace(LogBlock::decode(read->blob(0), read->blob(1)));
            return false;
        });
        if (!done)
            return done.error();
        if (!block)
            return Error{ErrorCode::Format, "a log block has lost its text", "", "Run: foreshock check FILE"};
        if (!*block)
            return block->error();
        data = std::make_shared<const LogBlock>(std::move(**block));
    } else {
        auto read = m_db->prepare(R"(SELECT time_ns, level, raw_name_id, host, line, offset, raw, message, arrived_ns
                                       FROM log_tail WHERE source_id = ? ORDER BY seq)");
        if (!read)
            return read.error();
        LogBlockBuilder builder;
        read->bindAll(piece.source);
        const auto done = read->each([&] {
            builder.add({read->instant(0), static_cast<LogLevel>(read->integer(1)), read->integer(2), read->text(3),
                         read->integer(4), read->integer(5), read->blob(6), read->blob(7), read->maybeInstant(8)});
            return true;
        });
        if (!done)
            return done.error();
        auto block = LogBlock::decode(builder.columnBlob(), builder.textBlob());
        if (!block)
            return block.error();
        data = std::make_shared<const LogBlock>(std::move(*block));
    }
    m_cache.push_front({piece.block, piece.source, data});
    if (m_cache.size() > kDecodedBlocks)
        m_cache.pop_back();
    return data;
}

template<class Visit>
Result<void> LogResult::visitPiece(const LogPiece& piece, TimeRange range, Visit visit) {
    const auto block = decoded(piece);
    if (!block)
        return block.error();
    const Duration by = m_gate->offset(piece.source);
    const std::string& path = m_gate->path(piece.source);
    std::int64_t seq = piece.firstSeq;
    for (const StoredLog& r : (*block)->records()) {
        const Instant time = r.time + by;
        if (range.contains(time) && m_gate->shows(piece.source, time, r.arrivedAt) &&
            m_matcher.matches({r.level, m_gate->names().serviceOf(r.rawName), r.host, path, r.message, r.raw}))
            visit(r, time, seq);
        ++seq;
    }
    return {};
}

Result<std::int64_t> LogResult::hitsOf(const Slice& slice) {
    std::int64_t hits = 0;
    const TimeRange range{std::max(slice.range.from, m_range.from), std::min(slice.range.to, m_range.to)};
    for (const std::size_t p : slice.pieces) {
        const LogPiece& piece = m_pieces[p];
        // A block that lies within the slice and is asked for everything need not be opened.
        if (m_matcher.isEverything() && m_gate->isWhole() && range.contains(piece.first) &&
            range.contains(piece.last)) {
            hits += piece.count;
            continue;
        }
        if (const auto done = visitPiece(piece, range, [&](const StoredLog&, Instant, std::int64_t) { ++hits; }); !done)
            return done.error();
    }
    return hits;
}

Result<void> LogResult::count(std::stop_token stop) {
    m_starts.assign(1, 0);
    for (Slice& slice : m_slices) {
        if (stop.stop_requested())
            return cancelled();
        const auto hits = hitsOf(slice);
        if (!hits)
            return hits.error();
        slice.hits = *hits;
        m_starts.push_back(m_starts.back() + *hits);
    }
    m_inRange = 0;
    for (const LogPiece& piece : m_pieces) {
        if (m_range.contains(piece.first) && m_range.contains(piece.last)) {
            m_inRange += piece.count;
            continue;
        }
        const auto block = decoded(piece);
        if (!block)
            return block.error();
        for (const StoredLog& r : (*block)->records())
            if (m_range.contains(r.time + m_gate->offset(piece.source)))
                ++m_inRange;
    }
    return {};
}

Result<std::vector<LogRecord>> LogResult::merged(const Slice& slice) {
    std::vector<LogRecord> out;
    const TimeRange range{std::max(slice.range.from, m_range.from), std::min(slice.range.to, m_range.to)};
    for (const std::size_t p : slice.pieces) {
        const LogPiece& piece = m_pieces[p];
        const auto done = visitPiece(piece, range, [&](const StoredLog& r, Instant time, std::int64_t seq) {
            out.push_back({SourceId(piece.source), seq, r.line, r.offset, time, r.level,
                           ServiceId(m_gate->names().serviceOf(r.rawName)), std::string(r.host), std::string(r.message),
                           std::string(r.raw)});
        });
        if (!done)
            return done.error();
    }
    std::sort(out.begin(), out.end(), [](const LogRecord& a, const LogRecord& b) {
        return std::tie(a.time, a.source, a.seq) < std::tie(b.time, b.source, b.seq);
    });
    return out;
}

Result<std::vector<LogRecord>> LogResult::rows(std::int64_t first, std::int64_t limit) {
    std::vector<LogRecord> out;
    const auto start = std::upper_bound(m_starts.begin(), m_starts.end(), first);
    if (start == m_starts.begin() || start == m_starts.end())
        return out;
    for (auto i = static_cast<std::size_t>(start - m_starts.begin()) - 1; i < m_slices.size(); ++i) {
        if (static_cast<std::int64_t>(out.size()) >= limit)
            break;
        if (m_slices[i].hits == 0)
            continue;
        auto slice = merged(m_slices[i]);
        if (!slice)
            return slice;
        const std::int64_t skip = std::max<std::int64_t>(0, first - m_starts[i]);
        for (auto row = static_cast<std::size_t>(skip);
             row < slice->size() && static_cast<std::int64_t>(out.size()) < limit; ++row)
            out.push_back(std::move((*slice)[row]));
    }
    return out;
}

Result<std::int64_t> LogResult::rowAt(Instant time) {
    for (std::size_t i = 0; i < m_slices.size(); ++i) {
        if (m_slices[i].range.to <= time || m_slices[i].hits == 0)
            continue;
        const auto slice = merged(m_slices[i]);
        if (!slice)
            return slice.error();
        for (std::size_t row = 0; row < slice->size(); ++row)
            if ((*slice)[row].time >= time)
                return m_starts[i] + static_cast<std::int64_t>(row);
    }
    return matching();
}

Result<void> LogResult::eachUnordered(const std::function<void(Instant, LogLevel, const std::string&)>& visit,
                                      std::stop_token stop) {
    for (const LogPiece& piece : m_pieces) {
        if (stop.stop_requested())
            return cancelled();
        const auto done = visitPiece(piece, m_range, [&](const StoredLog& r, Instant time, std::int64_t) {
            visit(time, r.level, m_gate->names().serviceOf(r.rawName));
        });
        if (!done)
            return done;
    }
    return {};
}

Result<void> LogResult::each(const std::function<bool(const LogRecord&)>& visit, std::stop_token stop) {
    for (const Slice& slice : m_slices) {
        if (stop.stop_requested())
            return cancelled();
        const auto records = merged(slice);
        if (!records)
            return records.error();
        for (const LogRecord& record : *records)
            if (!visit(record))
                return {};
    }
    return {};
}

Result<TimeRange> logExtent(const Database& db, const Gate& gate) {
    return visibleExtent(db, gate, R"(
        SELECT source_id, min(first_ns), max(last_ns) FROM log_block GROUP BY source_id
        UNION ALL SELECT source_id, min(time_ns), max(time_ns) FROM log_tail GROUP BY source_id)");
}

} // namespace foreshock::store
