// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/database.h"
#include "model/store/logs/block_press.h"
#include "model/store/logs/log_block_builder.h"
#include "model/store/logs/template_book.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace foreshock::store {

/// Appends log records of one source: whole blocks to log_block, the open end to log_tail.
/// Bulk: 4,096 records wait in memory until their block is encoded on a second thread; the last record stays in the
/// tail, mutable. Live: flushTail() puts what waits into the tail, so that readers and a crash see all but the last
/// second. Memory: the open block and three under way, at most 4 MiB of text and one record each, and 4 MB of columns
/// and filters that wait to be written side by side.
class LogWriter {
public:
    /// `templates`: null to give records none.
    LogWriter(const Database& db, std::int64_t source, TemplateBook* templates = nullptr)
        : m_db(db)
        , m_source(source)
        , m_templates(templates)
        , m_press(templates) {}

    /// Continues a source: its tail's records from `offset` on are dropped (they are read again), the others are
    /// taken back into the open block.
    Result<void> resume(std::int64_t offset, std::int64_t& dropped);
    Result<void> add(const StoredLog& record);
    /// Before a commit: what belongs to blocks written in this transaction is written too.
    Result<void> flush();
    /// Writes what waits into log_tail; call within a transaction.
    Result<void> flushTail();
    /// Seals everything but the last record, which goes to the tail.
    Result<void> finish();
    /// Lets go of what is under way: afterwards nobody asks the templates any more.
    void giveUp();
    /// Start of the last record, for a ResumePoint; null before the first.
    bool hasLast() const { return m_hasLast; }
    std::int64_t lastOffset() const { return m_lastOffset; }
    std::int64_t lastLine() const { return m_lastLine; }
    std::size_t waitingBytes() const { return m_open.bytes(); }

private:
    void press();
    Result<void> write(PressedBlock pressed);
    Result<void> drain();
    Result<void> writeTail(std::int64_t seq, const StoredLog& record);

    const Database& m_db;
    std::int64_t m_source;
    TemplateBook* m_templates;
    LogBlockBuilder m_open;
    BlockPress m_press;
    /// Columns, filters and rollups of blocks already written, by block id: they go side by side into the file.
    std::vector<std::pair<std::int64_t, EncodedBlock>> m_spool;
    std::int64_t m_firstSeq = 0; ///< of the open block
    std::size_t m_inTail = 0;    ///< records of the open block that also stand in log_tail
    bool m_hasLast = false;
    std::int64_t m_lastOffset = 0;
    std::int64_t m_lastLine = 0;
};

} // namespace foreshock::store
