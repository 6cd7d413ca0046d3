// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/logs/stored_texts.h"

#include "model/store/logs/log_block.h"

#include <algorithm>
#include <utility>

namespace foreshock::store {
namespace {

/// The longest stretch of rejected rows whose place is kept by blanks; behind a longer one (records that were cut away)
/// places count within the stored texts.
constexpr std::int64_t kLongestGap = 65'536;

} // namespace

Result<StoredTexts> StoredTexts::open(const Database& db, SourceId source) {
    StoredTexts out(db, source);
    const auto first = out.readNext();
    if (!first)
        return first.error();
    return out;
}

/// A record, and before it what ended the one before and what stood between them.
void StoredTexts::put(std::string_view raw, std::int64_t line, std::int64_t offset) {
    if (m_isFirst) {
        m_isFirst = false;
        m_firstLine = line;
        m_firstOffset = offset;
    } else {
        const std::int64_t gap = offset - m_offset;
        const std::int64_t lines = line - m_line;
        if (gap == 2 && lines == 1)
            m_text += "\r\n";
        else if (lines >= 2 && gap >= lines && gap <= kLongestGap)
            m_text.append("\n")
                .append(static_cast<std::size_t>(gap - lines), ' ')
                .append(static_cast<std::size_t>(lines - 1), '\n');
        else
            m_text += '\n';
    }
    m_text += raw;
    m_offset = offset + static_cast<std::int64_t>(raw.size());
    m_line = line + std::count(raw.begin(), raw.end(), '\n');
}

Result<void> StoredTexts::readNext() {
    if (!m_isInTail) {
        auto read = m_db->prepare(R"(
            SELECT b.first_seq + b.count, c.data, t.data FROM log_block b JOIN log_column c ON c.block_id = b.id
              JOIN log_text t ON t.block_id = b.id
             WHERE b.source_id = ? AND b.first_seq >= ? ORDER BY b.first_seq LIMIT 1)");
        if (!read)
            return read.error();
        read->bindAll(m_source.value, m_seq);
        m_isInTail = true;
        Result<void> decoded;
        const auto done = read->each([&] {
            const auto block = LogBlock::decode(read->blob(1), read->blob(2));
            if (!block) {
                decoded = block.error();
                return false;
            }
            for (std::size_t i = 0; i < block->count(); ++i)
                put(block->raw(i), block->line(i), block->offset(i));
            m_seq = read->integer(0);
            m_isInTail = false;
            return false;
        });
        if (!done)
            return done;
        if (!decoded)
            return decoded;
    }
    if (m_isInTail) {
        auto read =
            m_db->prepare("SELECT raw, line, offset FROM log_tail WHERE source_id = ? AND seq >= ? ORDER BY seq");
        if (!read)
            return read.error();
        read->bindAll(m_source.value, m_seq);
        const auto done = read->each([&] {
            put(read->blob(0), read->integer(1), read->integer(2));
            return true;
        });
        if (!done)
            return done;
        if (!m_isFirst)
            m_text += '\n';
        m_isOver = true;
    }
    return {};
}

Result<std::string_view> StoredTexts::next() {
    // The first stretch was read on opening, for its place.
    if (!std::exchange(m_isAhead, false)) {
        m_text.clear();
        if (!m_isOver)
            if (const auto read = readNext(); !read)
                return read.error();
    }
    return std::string_view(m_text);
}

} // namespace foreshock::store
