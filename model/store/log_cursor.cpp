// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/log_cursor.h"

#include "model/store/log_reader.h"

#include <algorithm>

namespace foreshock::store {
namespace {

constexpr std::int64_t kMostRecords = 262'144; ///< of a window: between two looks at the clock
constexpr std::size_t kBatchRecords = 16'384;
constexpr std::size_t kBatchBytes = std::size_t{8} << 20;

} // namespace

Result<LogCuts> LogCuts::load(const Database& db, const Gate& gate) {
    auto statement = db.prepare(R"(
        SELECT source_id, first_ns, count FROM log_block
        UNION ALL SELECT source_id, min(time_ns), count(*) FROM log_tail GROUP BY source_id)");
    if (!statement)
        return statement.error();
    LogCuts cuts;
    const auto done = statement->each([&] {
        const std::int64_t source = statement->integer(0);
        if (gate.sees(source))
            cuts.m_blocks.push_back({statement->instant(1) + gate.offset(source), statement->integer(2)});
        return true;
    });
    if (!done)
        return done.error();
    std::sort(cuts.m_blocks.begin(), cuts.m_blocks.end(),
              [](const Block& a, const Block& b) { return a.first < b.first; });
    std::int64_t before = 0;
    for (Block& block : cuts.m_blocks)
        before += std::exchange(block.before, before);
    return cuts;
}

Instant LogCuts::after(Instant from, std::int64_t records) const {
    const auto isLater = [](Instant t, const Block& b) { return t < b.first; };
    const auto next = std::upper_bound(m_blocks.begin(), m_blocks.end(), from, isLater);
    if (next == m_blocks.end())
        return Instant::latest();
    const std::int64_t goal = (next == m_blocks.begin() ? 0 : std::prev(next)->before) + records;
    const auto end =
        std::find_if(next, m_blocks.end(), [&](const Block& b) { return b.before >= goal && b.first > from; });
    return end == m_blocks.end() ? Instant::latest() : end->first;
}

Result<void> LogCursor::next(std::vector<LogRecord>& batch, const Allowance& allowance) {
    batch.clear();
    while (batch.empty() && !m_range.isEmpty()) {
        if (const auto ok = allowance.check(); !ok)
            return ok;
        const Instant end = std::min(m_range.to, m_cuts.after(m_range.from, m_window));
        if (const auto read = readWindow(end, batch, allowance); !read)
            return read;
        if (batch.size() < kBatchRecords / 4)
            m_window = std::min(kMostRecords, m_window * 2);
    }
    return {};
}

Result<void> LogCursor::readWindow(Instant end, std::vector<LogRecord>& batch, const Allowance& allowance) {
    auto result = LogResult::open(m_db, m_gate, m_query, {m_range.from, end});
    if (!result)
        return result.error();
    m_range.from = end;
    std::size_t bytes = 0;
    const auto done = result->each(
        [&](const LogRecord& r) {
            const bool isFull = batch.size() >= kBatchRecords || bytes >= kBatchBytes;
            if (isFull && r.time != batch.back().time) {
                m_range.from = r.time;
                m_window = std::max<std::int64_t>(4096, m_window / 2);
                return false;
            }
            LogRecord& kept = batch.emplace_back();
            kept.source = r.source;
            kept.seq = r.seq;
            kept.line = r.line;
            kept.time = r.time;
            kept.level = r.level;
            kept.service = r.service;
            if (m_wanted.host)
                kept.host = r.host;
            if (m_wanted.message)
                kept.message = r.message;
            if (m_wanted.raw)
                kept.raw = r.raw;
            bytes += sizeof(LogRecord) + kept.message.size() + kept.raw.size();
            return true;
        },
        allowance.stop);
    if (!done)
        return done;
    if (result->hitLimit())
        return Error{ErrorCode::Invalid, "the expression was too costly on some records", "",
                     "Make it more exact: fewer stars within each other"};
    return {};
}

} // namespace foreshock::store
