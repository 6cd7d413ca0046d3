// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/database.h"
#include "model/store/logs/log_block.h"
#include "model/store/logs/log_piece.h"
#include "model/store/logs/log_rollup.h"
#include "model/store/logs/template_rollup.h"

#include <list>
#include <memory>
#include <optional>

namespace foreshock::store {

/// How far a block is opened.
enum class Depth {
    Keys,    ///< times, levels, names
    Details, ///< and places and hosts
    Text,    ///< and texts
};

/// Reads what a query wants of stored blocks, and keeps the blocks used last: at most 24 MiB, one block at the least.
/// For one thread, on its own connection.
class BlockCache {
public:
    static Result<BlockCache> open(const Database& db);
    BlockCache(BlockCache&&) = default;
    BlockCache& operator=(BlockCache&&) = default;

    /// Errors: Format (damage).
    Result<std::shared_ptr<const LogBlock>> block(const LogPiece& piece, Depth depth);
    /// Filter blobs; views until the next call of the same. Empty where there is none (a tail).
    Result<std::string_view> trigrams(const LogPiece& piece);
    Result<std::string_view> grams(const LogPiece& piece);
    /// Null for a tail: it has none.
    Result<std::optional<std::vector<LogTally>>> rollup(const LogPiece& piece);
    /// Empty for a tail, and for a block of an earlier form: they have none.
    Result<TemplateRollup> templates(const LogPiece& piece);
    bool hasTemplates() const { return m_templates.has_value(); }

private:
    explicit BlockCache(const Database& db)
        : m_db(&db) {}
    Result<std::shared_ptr<LogBlock>> tail(const LogPiece& piece) const;
    Result<void> blob(Statement& statement, std::int64_t block, std::string& out) const;
    void trim();

    struct Entry {
        std::int64_t block;
        std::int64_t source;
        std::shared_ptr<LogBlock> data;
    };
    const Database* m_db;
    std::list<Entry> m_entries; ///< newest first
    std::optional<Statement> m_columns, m_texts, m_trigrams, m_grams, m_rollups;
    std::optional<Statement> m_templates; ///< null: the file is of a form that has none
    std::string m_bytes, m_trigramBytes, m_gramBytes;
};

} // namespace foreshock::store
