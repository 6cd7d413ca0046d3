// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/logs/prior_logs.h"

#include "model/base/text.h"
#include "model/store/logs/log_block.h"

#include <algorithm>

namespace foreshock::store {
namespace {

constexpr std::size_t kOpened = 64;

} // namespace

Result<PriorLogs> PriorLogs::open(const Database& db, const std::vector<SourceId>& sources) {
    PriorLogs out(db);
    auto blocks = db.prepare("SELECT id, first_ns, last_ns, count FROM log_block WHERE source_id = ?");
    auto tail = db.prepare("SELECT seq, offset, time_ns, raw FROM log_tail WHERE source_id = ? ORDER BY seq");
    if (!blocks || !tail)
        return blocks ? tail.error() : blocks.error();
    for (const SourceId source : sources) {
        blocks->bindAll(source.value);
        tail->bindAll(source.value);
        for (const auto& done :
             {blocks->each([&] {
                  out.m_pieces.push_back({blocks->integer(0),
                                          blocks->instant(1),
                                          blocks->instant(2),
                                          {},
                                          std::vector<bool>(static_cast<std::size_t>(blocks->integer(3)))});
                  return true;
              }),
              tail->each([&] {
                  out.m_tails.push_back(
                      {source.value, tail->integer(0), tail->integer(1), tail->instant(2), std::string(tail->blob(3))});
                  return true;
              })})
            if (!done)
                return done.error();
    }
    std::sort(out.m_pieces.begin(), out.m_pieces.end(),
              [](const Piece& a, const Piece& b) { return a.first < b.first; });
    Instant last = Instant::earliest();
    for (Piece& piece : out.m_pieces)
        piece.lastSoFar = last = std::max(last, piece.last);
    return out;
}

Result<const std::vector<PriorLogs::Record>*> PriorLogs::records(std::size_t piece) {
    const auto known =
        std::find_if(m_opened.begin(), m_opened.end(), [&](const Opened& o) { return o.piece == piece; });
    if (known != m_opened.end()) {
        m_opened.splice(m_opened.begin(), m_opened, known);
        return &m_opened.front().records;
    }
    auto read = m_db->prepare("SELECT c.data, t.data FROM log_column c JOIN log_text t USING (block_id) "
                              "WHERE c.block_id = ?");
    if (!read)
        return read.error();
    read->bindAll(m_pieces[piece].block);
    Opened opened{piece, {}};
    Result<void> decoded =
        Error{ErrorCode::Format, "a log block has lost one of its parts", "", "Run: foreshock check FILE"};
    const auto done = read->each([&] {
        const auto block = LogBlock::decode(read->blob(0), read->blob(1));
        if (!block) {
            decoded = block.error();
            return false;
        }
        opened.records.reserve(block->count());
        for (std::size_t i = 0; i < block->count(); ++i)
            opened.records.push_back({hash64(block->raw(i)), block->time(i), static_cast<std::uint32_t>(i)});
        decoded = {};
        return false;
    });
    if (!done)
        return done.error();
    if (!decoded)
        return decoded.error();
    m_pieces[piece].isTaken.resize(opened.records.size());
    std::sort(opened.records.begin(), opened.records.end(),
              [](const Record& a, const Record& b) { return a.hash < b.hash; });
    m_opened.push_front(std::move(opened));
    if (m_opened.size() > kOpened)
        m_opened.pop_back();
    return &m_opened.front().records;
}

Result<bool> PriorLogs::takes(Instant time, std::string_view raw) {
    const auto behind = std::upper_bound(m_pieces.begin(), m_pieces.end(), time,
                                         [](Instant t, const Piece& piece) { return t < piece.first; });
    const std::uint64_t hash = hash64(raw);
    for (auto at = static_cast<std::size_t>(behind - m_pieces.begin()); at-- > 0 && m_pieces[at].lastSoFar >= time;) {
        if (m_pieces[at].last < time)
            continue;
        const auto read = records(at);
        if (!read)
            return read.error();
        for (auto r = std::lower_bound((*read)->begin(), (*read)->end(), hash,
                                       [](const Record&a, std::uint64_t h) { return a.hash < h; });
             r != (*read)->end() && r->hash == hash; ++r)
            if (r->time == time && !m_pieces[at].isTaken[r->index]) {
                m_pieces[at].isTaken[r->index] = true;
                return true;
            }
    }
    for (Tail& tail : m_tails)
        if (!tail.isTaken && tail.time == time && tail.raw == raw)
            return tail.isTaken = true;
    return false;
}

bool PriorLogs::outgrows(Instant time, std::int64_t offset, std::string_view raw) {
    for (Tail& tail : m_tails)
        if (!tail.isTaken && tail.offset == offset && tail.time == time && raw.size() > tail.raw.size() &&
            raw.starts_with(tail.raw)) {
            tail.isTaken = true;
            m_outgrown.push_back({tail.source, tail.seq});
            return true;
        }
    return false;
}

} // namespace foreshock::store
