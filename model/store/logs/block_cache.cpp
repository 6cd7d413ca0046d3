// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/logs/block_cache.h"

#include "model/store/logs/log_block_builder.h"
#include "model/store/logs/template_ids.h"

namespace foreshock::store {
namespace {

constexpr std::size_t kKept = std::size_t{24} << 20;

} // namespace

Result<BlockCache> BlockCache::open(const Database& db) {
    BlockCache cache(db);
    for (const auto& [sql, into] : {std::pair{"SELECT data FROM log_column WHERE block_id = ?", &cache.m_columns},
                                    std::pair{"SELECT data FROM log_text WHERE block_id = ?", &cache.m_texts},
                                    std::pair{"SELECT data FROM log_filter WHERE block_id = ?", &cache.m_trigrams},
                                    std::pair{"SELECT data FROM log_gram WHERE block_id = ?", &cache.m_grams},
                                    std::pair{"SELECT data FROM log_rollup WHERE block_id = ?", &cache.m_rollups}}) {
        auto statement = db.prepare(sql);
        if (!statement)
            return statement.error();
        into->emplace(std::move(*statement));
    }
    const auto has = store::hasTemplates(db);
    if (!has)
        return has.error();
    if (*has) {
        auto statement = db.prepare("SELECT data FROM log_template_rollup WHERE block_id = ?");
        if (!statement)
            return statement.error();
        cache.m_templates.emplace(std::move(*statement));
    }
    return cache;
}

Result<void> BlockCache::blob(Statement& statement, std::int64_t block, std::string& out) const {
    bool isThere = false;
    statement.bindAll(block);
    const auto done = statement.each([&] {
        out.assign(statement.blob(0));
        isThere = true;
        return false;
    });
    if (!done)
        return done;
    if (!isThere)
        return Error{ErrorCode::Format, "a log block has lost one of its parts", "", "Run: foreshock check FILE"};
    return {};
}

Result<std::string_view> BlockCache::trigrams(const LogPiece& piece) {
    m_trigramBytes.clear();
    if (!piece.isTail())
        if (const auto done = blob(*m_trigrams, piece.block, m_trigramBytes); !done)
            return done.error();
    return std::string_view(m_trigramBytes);
}

Result<std::string_view> BlockCache::grams(const LogPiece& piece) {
    m_gramBytes.clear();
    if (!piece.isTail())
        if (const auto done = blob(*m_grams, piece.block, m_gramBytes); !done)
            return done.error();
    return std::string_view(m_gramBytes);
}

Result<std::optional<std::vector<LogTally>>> BlockCache::rollup(const LogPiece& piece) {
    if (piece.isTail())
        return std::optional<std::vector<LogTally>>();
    if (const auto done = blob(*m_rollups, piece.block, m_bytes); !done)
        return done.error();
    auto tallies = decodeRollup(m_bytes);
    if (!tallies)
        return tallies.error();
    return std::optional(std::move(*tallies));
}

Result<TemplateRollup> BlockCache::templates(const LogPiece& piece) {
    if (piece.isTail() || !m_templates)
        return TemplateRollup();
    m_bytes.clear();
    m_templates->bindAll(piece.block);
    const auto done = m_templates->each([&] {
        m_bytes.assign(m_templates->blob(0));
        return false;
    });
    if (!done)
        return done.error();
    return m_bytes.empty() ? Result<TemplateRollup>(TemplateRollup()) : decodeTemplateRollup(m_bytes);
}

Result<std::shared_ptr<LogBlock>> BlockCache::tail(const LogPiece& piece) const {
    auto read = m_db->prepare(
        m_templates
            ? R"(SELECT t.time_ns, t.level, t.raw_name_id, t.host, t.line, t.offset, t.raw, t.message, t.arrived_ns,
                                coalesce(m.template_id, 0)
                           FROM log_tail t LEFT JOIN log_tail_template m ON m.source_id = t.source_id AND m.seq = t.seq
                          WHERE t.source_id = ? AND t.seq >= ? AND t.seq < ? ORDER BY t.seq)"
            : R"(SELECT time_ns, level, raw_name_id, host, line, offset, raw, message, arrived_ns, 0
                           FROM log_tail WHERE source_id = ? AND seq >= ? AND seq < ? ORDER BY seq)");
    if (!read)
        return read.error();
    LogBlockBuilder builder;
    read->bindAll(piece.source, piece.firstSeq, piece.firstSeq + piece.count);
    const auto done = read->each([&] {
        builder.add({read->instant(0), static_cast<LogLevel>(read->integer(1)), read->integer(2), read->text(3),
                     read->integer(4), read->integer(5), read->blob(6), read->blob(7), read->maybeInstant(8),
                     static_cast<std::uint32_t>(read->integer(9))});
        return true;
    });
    if (!done)
        return done.error();
    auto block = LogBlock::decode(builder.columnBlob(), builder.textBlob());
    if (!block)
        return block.error();
    return std::make_shared<LogBlock>(std::move(*block));
}

Result<std::shared_ptr<const LogBlock>> BlockCache::block(const LogPiece& piece, Depth depth) {
    auto entry = m_entries.begin();
    while (entry != m_entries.end() && (entry->block != piece.block || entry->source != piece.source))
        ++entry;
    if (entry != m_entries.end()) {
        m_entries.splice(m_entries.begin(), m_entries, entry);
    } else if (piece.isTail()) {
        auto made = tail(piece);
        if (!made)
            return made.error();
        m_entries.push_front({0, piece.source, std::move(*made)});
    } else {
        if (const auto done = blob(*m_columns, piece.block, m_bytes); !done)
            return done.error();
        auto made = LogBlock::open(m_bytes);
        if (!made)
            return made.error();
        m_entries.push_front({piece.block, piece.source, std::make_shared<LogBlock>(std::move(*made))});
    }
    const std::shared_ptr<LogBlock> data = m_entries.front().data;
    // A tail may have become a block meanwhile: then it holds fewer, and the next question finds them there.
    if (!piece.isTail() && data->count() != static_cast<std::size_t>(piece.count))
        return Error{ErrorCode::Format, "a log block holds another number of records than its header says", "",
                     "Run: foreshock check FILE"};
    if (depth >= Depth::Details && !data->hasDetails())
        if (const auto done = data->openDetails(); !done)
            return done.error();
    if (depth == Depth::Text && !data->hasText()) {
        if (const auto done = blob(*m_texts, piece.block, m_bytes); !done)
            return done.error();
        if (const auto done = data->attachText(m_bytes); !done)
            return done.error();
    }
    trim();
    return std::shared_ptr<const LogBlock>(data);
}

void BlockCache::trim() {
    std::size_t bytes = 0;
    auto entry = m_entries.begin();
    for (; entry != m_entries.end() && (bytes < kKept || entry == m_entries.begin()); ++entry)
        bytes += entry->data->bytes();
    m_entries.erase(entry, m_entries.end());
}

} // namespace foreshock::store
