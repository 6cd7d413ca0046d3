// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/log_writer.h"

#include "model/base/text.h"

namespace foreshock::store {
namespace {

std::int64_t checksum(std::string_view bytes) {
    return static_cast<std::int64_t>(hash64(bytes));
}

} // namespace

Result<void> LogWriter::resume(std::int64_t offset, std::int64_t& dropped) {
    auto next = m_db.prepare("SELECT coalesce(max(first_seq + count), 0) FROM log_block WHERE source_id = ?");
    if (!next)
        return next.error();
    next->bindAll(m_source);
    if (const auto done = next->each([&] {
            m_firstSeq = next->integer(0);
            return false;
        });
        !done)
        return done;
    auto count = m_db.prepare("SELECT count(*) FROM log_tail WHERE source_id = ? AND offset >= ?");
    if (!count)
        return count.error();
    count->bindAll(m_source, offset);
    if (const auto done = count->each([&] {
            dropped = count->integer(0);
            return false;
        });
        !done)
        return done;
    if (const auto done = m_db.run("DELETE FROM log_tail WHERE source_id = ? AND offset >= ?", m_source, offset); !done)
        return done;
    auto tail = m_db.prepare(R"(SELECT time_ns, level, raw_name_id, host, line, offset, raw, message, arrived_ns
                                  FROM log_tail WHERE source_id = ? ORDER BY seq)");
    if (!tail)
        return tail.error();
    tail->bindAll(m_source);
    return tail->each([&] {
        m_open.add({tail->instant(0), static_cast<LogLevel>(tail->integer(1)), tail->integer(2), tail->text(3),
                    tail->integer(4), tail->integer(5), tail->blob(6), tail->blob(7), tail->maybeInstant(8)});
        ++m_inTail;
        return true;
    });
}

Result<void> LogWriter::add(const StoredLog& record) {
    if (m_open.isFull())
        if (const auto done = seal(); !done)
            return done;
    m_open.add(record);
    m_hasLast = true;
    m_lastOffset = record.offset;
    m_lastLine = record.line;
    return {};
}

Result<void> LogWriter::seal() {
    if (m_open.count() == 0)
        return {};
    const LogBlockBuilder::Header h = m_open.header();
    const std::string columns = m_open.columnBlob();
    const std::string text = m_open.textBlob();
    if (const auto done =
            m_db.run(R"(
            INSERT INTO log_block (source_id, first_seq, first_offset, count, first_ns, last_ns, max_arrived_ns, unknowns, traces,
                                   debugs, infos, warnings, errors, fatals, raw_bytes, column_checksum, text_checksum)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))",
                     m_source, m_firstSeq, m_open.record(0).offset, static_cast<std::int64_t>(h.count), h.first, h.last,
                     h.maxArrived, h.levels[0], h.levels[1], h.levels[2], h.levels[3], h.levels[4], h.levels[5],
                     h.levels[6], static_cast<std::int64_t>(h.rawBytes), checksum(columns), checksum(text));
        !done)
        return done;
    const std::int64_t block = m_db.lastInsertId();
    if (const auto done = m_db.run("INSERT INTO log_column (block_id, data) VALUES (?, ?)", block, Blob{columns});
        !done)
        return done;
    if (const auto done = m_db.run("INSERT INTO log_text (block_id, data) VALUES (?, ?)", block, Blob{text}); !done)
        return done;
    m_firstSeq += static_cast<std::int64_t>(h.count);
    if (m_inTail > 0)
        if (const auto done = m_db.run("DELETE FROM log_tail WHERE source_id = ? AND seq < ?", m_source, m_firstSeq);
            !done)
            return done;
    m_inTail = 0;
    m_open.clear();
    return {};
}

Result<void> LogWriter::writeTail(std::int64_t seq, const StoredLog& r) {
    return m_db.run(R"(
        INSERT OR REPLACE INTO log_tail (source_id, seq, time_ns, level, raw_name_id, host, line, offset, raw, message, arrived_ns)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))",
                    m_source, seq, r.time, static_cast<int>(r.level), r.rawName, r.host, r.line, r.offset, Blob{r.raw},
                    Blob{r.message}, r.arrivedAt);
}

Result<void> LogWriter::flushTail() {
    for (; m_inTail < m_open.count(); ++m_inTail)
        if (const auto done = writeTail(m_firstSeq + static_cast<std::int64_t>(m_inTail), m_open.record(m_inTail));
            !done)
            return done;
    return {};
}

Result<void> LogWriter::finish() {
    if (m_open.count() == 0)
        return {};
    // The last record may still grow when a longer version of the file is read: it stays in the tail.
    const StoredLog last = m_open.record(m_open.count() - 1);
    LogBlockBuilder rest;
    for (std::size_t i = 0; i + 1 < m_open.count(); ++i)
        rest.add(m_open.record(i));
    const std::int64_t seq = m_firstSeq + static_cast<std::int64_t>(m_open.count()) - 1;
    const std::string raw(last.raw), message(last.message), host(last.host);
    StoredLog copy = last;
    copy.raw = raw;
    copy.message = message;
    copy.host = host;
    m_open = std::move(rest);
    if (const auto done = seal(); !done)
        return done;
    m_firstSeq = seq;
    m_open.clear();
    m_open.add(copy);
    m_inTail = 0;
    return flushTail();
}

} // namespace foreshock::store
