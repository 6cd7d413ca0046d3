// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/logs/log_writer.h"

#include "model/base/text.h"

namespace foreshock::store {
namespace {

/// Blocks whose columns and filters are written side by side.
constexpr std::size_t kSpooledBlocks = 64;

std::int64_t checksum(std::string_view bytes) {
    return static_cast<std::int64_t>(hash64(bytes));
}

} // namespace

void LogWriter::giveUp() {
    while (m_press.wait()) {
    }
}

Result<void> LogWriter::resume(std::int64_t offset, std::int64_t& dropped) {
    if (m_templates)
        if (const auto open = m_templates->open(); !open)
            return open;
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
    if (const auto done = m_db.run(R"(DELETE FROM log_tail_template WHERE source_id = ?1
                                         AND seq NOT IN (SELECT seq FROM log_tail WHERE source_id = ?1))",
                                   m_source);
        !done)
        return done;
    auto tail = m_db.prepare(R"(SELECT t.time_ns, t.level, t.raw_name_id, t.host, t.line, t.offset, t.raw, t.message,
                                       t.arrived_ns, coalesce(m.template_id, 0)
                                  FROM log_tail t LEFT JOIN log_tail_template m ON m.source_id = t.source_id AND m.seq = t.seq
                                 WHERE t.source_id = ? ORDER BY t.seq)");
    if (!tail)
        return tail.error();
    tail->bindAll(m_source);
    return tail->each([&] {
        m_open.add({tail->instant(0), static_cast<LogLevel>(tail->integer(1)), tail->integer(2), tail->text(3),
                    tail->integer(4), tail->integer(5), tail->blob(6), tail->blob(7), tail->maybeInstant(8),
                    static_cast<std::uint32_t>(tail->integer(9))});
        ++m_inTail;
        return true;
    });
}

Result<void> LogWriter::add(const StoredLog& record) {
    if (m_templates && !m_hasLast)
        if (const auto open = m_templates->open(); !open)
            return open;
    if (m_open.isFull()) {
        press();
        while (auto pressed = m_press.take())
            if (const auto done = write(std::move(*pressed)); !done)
                return done;
    }
    m_open.add(record);
    m_hasLast = true;
    m_lastOffset = record.offset;
    m_lastLine = record.line;
    return {};
}

void LogWriter::press() {
    const auto count = static_cast<std::int64_t>(m_open.count());
    m_press.put(std::exchange(m_open, m_press.spare()), {m_firstSeq, 0, m_inTail > 0, {}});
    m_firstSeq += count;
    m_inTail = 0;
}

Result<void> LogWriter::write(PressedBlock pressed) {
    EncodedBlock& b = pressed.block;
    if (const auto done =
            m_db.run(R"(
            INSERT INTO log_block (source_id, first_seq, first_offset, count, first_ns, last_ns, max_arrived_ns, unknowns, traces,
                                   debugs, infos, warnings, errors, fatals, raw_bytes, column_checksum, text_checksum)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))",
                     m_source, pressed.firstSeq, pressed.firstOffset, static_cast<std::int64_t>(b.count), b.first,
                     b.last, b.maxArrived, b.levels[0], b.levels[1], b.levels[2], b.levels[3], b.levels[4], b.levels[5],
                     b.levels[6], static_cast<std::int64_t>(b.rawBytes), checksum(b.columns), checksum(b.text));
        !done)
        return done;
    const std::int64_t block = m_db.lastInsertId();
    if (const auto done = m_db.run("INSERT INTO log_text (block_id, data) VALUES (?, ?)", block, Blob{b.text}); !done)
        return done;
    if (pressed.isInTail)
        for (const char* sql : {"DELETE FROM log_tail WHERE source_id = ? AND seq < ?",
                                "DELETE FROM log_tail_template WHERE source_id = ? AND seq < ?"})
            if (const auto done = m_db.run(sql, m_source, pressed.firstSeq + static_cast<std::int64_t>(b.count)); !done)
                return done;
    b.text = std::string();
    m_spool.emplace_back(block, std::move(b));
    return m_spool.size() < kSpooledBlocks ? Result<void>() : flush();
}

Result<void> LogWriter::flush() {
    using Part = std::string EncodedBlock::*;
    for (const auto& [sql, part] :
         {std::pair{"INSERT INTO log_column (block_id, data) VALUES (?, ?)", Part(&EncodedBlock::columns)},
          std::pair{"INSERT INTO log_rollup (block_id, data) VALUES (?, ?)", Part(&EncodedBlock::rollup)},
          std::pair{"INSERT INTO log_filter (block_id, data) VALUES (?, ?)", Part(&EncodedBlock::trigrams)},
          std::pair{"INSERT INTO log_gram (block_id, data) VALUES (?, ?)", Part(&EncodedBlock::grams)},
          std::pair{"INSERT INTO log_template_rollup (block_id, data) VALUES (?, ?)", Part(&EncodedBlock::templates)}})
        for (const auto& [block, encoded] : m_spool) {
            if ((encoded.*part).empty())
                continue; // none of its records has a template
            if (const auto done = m_db.run(sql, block, Blob{encoded.*part}); !done)
                return done;
        }
    m_spool.clear();
    return {};
}

Result<void> LogWriter::drain() {
    while (auto pressed = m_press.wait())
        if (const auto done = write(std::move(*pressed)); !done)
            return done;
    return flush();
}

Result<void> LogWriter::writeTail(std::int64_t seq, const StoredLog& r) {
    if (r.templateId != 0)
        if (const auto done =
                m_db.run("INSERT OR REPLACE INTO log_tail_template (source_id, seq, template_id) VALUES (?, ?, ?)",
                         m_source, seq, static_cast<std::int64_t>(r.templateId));
            !done)
            return done;
    return m_db.run(R"(
        INSERT OR REPLACE INTO log_tail (source_id, seq, time_ns, level, raw_name_id, host, line, offset, raw, message, arrived_ns)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))",
                    m_source, seq, r.time, static_cast<int>(r.level), r.rawName, r.host, r.line, r.offset, Blob{r.raw},
                    Blob{r.message}, r.arrivedAt);
}

Result<void> LogWriter::flushTail() {
    if (const auto done = drain(); !done)
        return done;
    if (m_templates && m_open.count() > m_inTail) // the other thread has nothing left to do
        m_open.mine(*m_templates);
    for (; m_inTail < m_open.count(); ++m_inTail)
        if (const auto done = writeTail(m_firstSeq + static_cast<std::int64_t>(m_inTail), m_open.record(m_inTail));
            !done)
            return done;
    return {};
}

Result<void> LogWriter::finish() {
    if (m_open.count() == 0)
        return drain();
    // The last record may still grow when a longer version of the file is read: it stays in the tail.
    LogBlockBuilder last;
    last.add(m_open.record(m_open.count() - 1));
    if (m_open.count() > 1) {
        LogBlockBuilder rest;
        for (std::size_t i = 0; i + 1 < m_open.count(); ++i)
            rest.add(m_open.record(i));
        m_open = std::move(rest);
        press();
    } else if (m_inTail > 0) {
        return flushTail(); // it stands there already
    }
    m_open = std::move(last);
    m_inTail = 0;
    return flushTail();
}

} // namespace foreshock::store
