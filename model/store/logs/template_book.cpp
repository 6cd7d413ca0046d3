// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/logs/template_book.h"

#include "model/base/text.h"

namespace foreshock::store {

Result<void> TemplateBook::open() {
    if (m_miner)
        return {};
    auto miner = std::make_unique<TemplateMiner>();
    auto rows = m_db.prepare(R"(SELECT id, pattern, coalesce(merged_into, 0), is_live, words, places, shown, count,
                                       last_line, first_ns, last_ns FROM log_template ORDER BY id)");
    if (!rows)
        return rows.error();
    constexpr std::int64_t kMostIds = 1 << 24;
    const auto read = rows->each([&] {
        const std::int64_t id = rows->integer(0);
        if (id < 1 || id > kMostIds)
            return true; // damage; check tells of it
        TemplateState state;
        state.id = static_cast<std::uint32_t>(id);
        state.pattern = rows->string(1);
        state.mergedInto = static_cast<std::uint32_t>(rows->integer(2));
        state.isLive = rows->integer(3) != 0;
        state.words = rows->blob(4);
        state.places = rows->blob(5);
        state.shown = rows->blob(6);
        state.tally.count = static_cast<std::uint64_t>(rows->integer(7));
        state.tally.lastLine = static_cast<std::uint64_t>(rows->integer(8));
        state.tally.firstNs = rows->integer(9);
        state.tally.lastNs = rows->integer(10);
        miner->restore(state);
        return true;
    });
    if (!read)
        return read;
    auto leaves = m_db.prepare("SELECT key, template_id FROM log_leaf");
    if (!leaves)
        return leaves.error();
    const auto done = leaves->each([&] {
        if (const std::int64_t id = leaves->integer(1); id > 0 && id <= kMostIds)
            miner->restoreLeaf(static_cast<std::uint64_t>(leaves->integer(0)), static_cast<std::uint32_t>(id));
        return true;
    });
    if (!done)
        return done;
    miner->finishRestoring();
    m_miner = std::move(miner);
    return {};
}

Result<void> TemplateBook::save() {
    if (!m_miner)
        return {};
    auto put = m_db.prepare(R"(
        INSERT INTO log_template (id, pattern, merged_into, is_live, words, places, shown, count, last_line, first_ns, last_ns)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        ON CONFLICT (id) DO UPDATE SET pattern = CASE ?2 WHEN '' THEN pattern ELSE ?2 END, merged_into = ?3, is_live = ?4,
            words = ?5, places = ?6, shown = ?7, count = ?8, last_line = ?9, first_ns = ?10, last_ns = ?11)");
    if (!put)
        return put.error();
    for (const TemplateState& t : m_miner->takeChanges()) {
        put->bindAll(static_cast<std::int64_t>(t.id), shown(t.pattern),
                     t.mergedInto == 0 ? std::optional<std::int64_t>() : std::optional<std::int64_t>(t.mergedInto),
                     t.isLive, Blob{t.words}, Blob{t.places}, Blob{t.shown}, static_cast<std::int64_t>(t.tally.count),
                     static_cast<std::int64_t>(t.tally.lastLine), t.tally.firstNs, t.tally.lastNs);
        if (const auto done = put->run(); !done)
            return done;
    }
    const LeafTable::Changes leaves = m_miner->takeLeafChanges();
    if (leaves.areAll)
        if (const auto done = m_db.run("DELETE FROM log_leaf"); !done)
            return done;
    auto leaf = m_db.prepare("INSERT OR REPLACE INTO log_leaf (key, template_id) VALUES (?, ?)");
    if (!leaf)
        return leaf.error();
    for (const LeafTable::Leaf& one : leaves.leaves) {
        leaf->bindAll(static_cast<std::int64_t>(one.key), static_cast<std::int64_t>(one.id));
        if (const auto done = leaf->run(); !done)
            return done;
    }
    return {};
}

void TemplateBook::settle() {
    if (m_miner)
        m_miner->settle();
}

} // namespace foreshock::store
