// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/database.h"
#include "model/templates/template_miner.h"

#include <cstdint>
#include <memory>
#include <string_view>

namespace foreshock::store {

/// The log templates of an incident file while records are imported: read from it before the first record, given ids
/// to, and stored with the source that is completed, in its transaction. One at a time, with the write connection;
/// add() is called by one thread after another, the rest by the connection's.
class TemplateBook {
public:
    explicit TemplateBook(const Database& db)
        : m_db(db) {}

    bool isOpen() const { return m_miner != nullptr; }
    /// Reads what is stored, once.
    Result<void> open();
    /// The template of a message; after open().
    std::uint32_t add(std::string_view message, Instant time) { return m_miner->add(message, time.ns); }
    /// Writes what is new, within a transaction.
    Result<void> save();
    /// Templates that differ in values only become one: at the end of an import, before save().
    void settle();
    /// Forgets what was not stored: a source was given up.
    void forget() { m_miner.reset(); }

private:
    const Database& m_db;
    std::unique_ptr<TemplateMiner> m_miner; ///< null: not opened yet
};

} // namespace foreshock::store
