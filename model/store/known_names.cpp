// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/known_names.h"

#include "model/identity/name_likeness.h"
#include "model/store/logs/log_rollup.h"
#include "model/store/read_scope.h"

#include <algorithm>
#include <set>

namespace foreshock::store {

Result<NameSources> nameSources(const Database& db) {
    auto statement = db.prepare(R"(
        WITH visible AS (SELECT id FROM source WHERE state <> 'hidden'),
        named AS (SELECT raw_name_id AS id, 1 AS on_map FROM service WHERE source_id IN visible
            UNION SELECT from_name_id, 1 FROM dependency WHERE source_id IN visible
            UNION SELECT to_name_id, 1 FROM dependency WHERE source_id IN visible
            UNION SELECT raw_name_id, 0 FROM change WHERE source_id IN visible
            UNION SELECT raw_name_id, 0 FROM alarm WHERE source_id IN visible)
        SELECT r.text, r.environment, max(n.on_map) FROM named n JOIN raw_name r ON r.id = n.id
         WHERE r.text <> '' GROUP BY r.id)");
    if (!statement)
        return statement.error();
    NameSources out;
    std::set<std::string> environments;
    if (const auto done = statement->each([&] {
            out.known.push_back({statement->string(0), statement->string(1), statement->integer(2) != 0});
            environments.insert(out.known.back().environment);
            return true;
        });
        !done)
        return done.error();
    auto measured = db.prepare("SELECT DISTINCT environment FROM raw_name WHERE text <> '' AND id IN "
                               "(SELECT raw_name_id FROM series)");
    if (!measured)
        return measured.error();
    if (const auto done = measured->each([&] {
            environments.insert(measured->string(0));
            return true;
        });
        !done)
        return done.error();
    // What tells none goes with production: beside it a staging deploy is of another service.
    if (environments.erase("") > 0)
        environments.insert("production");
    out.tellsEnvironments = environments.size() > 1;
    auto aliases = db.prepare("SELECT r.text, r.environment, a.service FROM service_alias a "
                              "JOIN raw_name r ON r.id = a.raw_name_id WHERE a.basis = 'user' ORDER BY r.id");
    if (!aliases)
        return aliases.error();
    if (const auto done = aliases->each([&] {
            out.aliases.push_back({aliases->string(0), aliases->string(1), aliases->string(2)});
            return true;
        });
        !done)
        return done.error();
    return out;
}

Result<std::vector<NameRow>> nameRows(const Database& db, const std::vector<std::int64_t>& ids) {
    auto statement = db.prepare(R"(
        SELECT r.id, r.text, r.environment, coalesce(a.service, r.text), coalesce(a.rule, ''), coalesce(a.sureness, '')
          FROM raw_name r LEFT JOIN service_alias a ON a.raw_name_id = r.id WHERE r.id = ?)");
    if (!statement)
        return statement.error();
    std::vector<NameRow> out;
    out.reserve(ids.size());
    for (const std::int64_t id : ids) {
        statement->bindAll(id);
        const auto done = statement->each([&] {
            const Statement& r = *statement;
            out.push_back({r.integer(0), r.string(1), r.string(2), r.string(3), r.string(4), r.string(5)});
            return true;
        });
        if (!done)
            return done.error();
    }
    return out;
}

namespace {

/// Adds what a question (source, name, count) counts.
template<class Add>
Result<void> countRows(const Database& db, const Gate& gate, const char* sql, Add add) {
    auto statement = db.prepare(sql);
    if (!statement)
        return statement.error();
    return statement->each([&] {
        if (statement->isNull(0) || gate.sees(statement->integer(0)))
            add(statement->integer(1), statement->integer(2));
        return true;
    });
}

} // namespace

Result<std::vector<NameUses>> nameUses(const Database& db, const Gate& gate) {
    const ReadScope scope(db);
    const auto most = db.integer("SELECT coalesce(max(id), 0) FROM raw_name");
    if (!most)
        return most.error();
    std::vector<NameUses> all(static_cast<std::size_t>(*most) + 1);
    const auto of = [&](std::int64_t id) -> NameUses& {
        // A damaged file's name beyond the last is counted with the nameless.
        return all[id > 0 && id <= *most ? static_cast<std::size_t>(id) : 0];
    };
    auto rollups = db.prepare("SELECT b.source_id, r.data FROM log_block b JOIN log_rollup r ON r.block_id = b.id");
    if (!rollups)
        return rollups.error();
    Result<void> decoded;
    const auto read = rollups->each([&] {
        if (!gate.sees(rollups->integer(0)))
            return true;
        const auto tallies = decodeRollup(rollups->blob(1));
        if (!tallies) {
            decoded = tallies.error();
            return false;
        }
        for (const LogTally& tally : *tallies)
            of(tally.rawName).logs += tally.count;
        return true;
    });
    for (const auto& done :
         {read, decoded,
          countRows(db, gate, "SELECT source_id, raw_name_id, count(*) FROM log_tail GROUP BY 1, 2",
                    [&](std::int64_t id, std::int64_t n) { of(id).logs += n; }),
          countRows(db, gate, "SELECT NULL, raw_name_id, count(*) FROM series GROUP BY 2",
                    [&](std::int64_t id, std::int64_t n) { of(id).series += static_cast<std::int32_t>(n); }),
          countRows(db, gate, "SELECT source_id, raw_name_id, count(*) FROM change GROUP BY 1, 2",
                    [&](std::int64_t id, std::int64_t n) { of(id).changes += static_cast<std::int32_t>(n); }),
          countRows(db, gate, "SELECT source_id, raw_name_id, count(*) FROM alarm GROUP BY 1, 2",
                    [&](std::int64_t id, std::int64_t n) { of(id).alarms += static_cast<std::int32_t>(n); }),
          countRows(db, gate, R"(
              SELECT source_id, raw_name_id, 1 FROM service UNION ALL SELECT source_id, from_name_id, 1 FROM dependency
              UNION ALL SELECT source_id, to_name_id, 1 FROM dependency UNION ALL SELECT source_id, raw_name_id, 1 FROM note
              UNION ALL SELECT source_id, raw_name_id, 1 FROM limit_declared)",
                    [&](std::int64_t id, std::int64_t n) { of(id).others += static_cast<std::int32_t>(n); })})
        if (!done)
            return done.error();
    for (std::size_t id = 0; id < all.size(); ++id)
        all[id].id = static_cast<std::int64_t>(id);
    std::erase_if(all, [](const NameUses& uses) { return uses.sum() == 0; });
    return all;
}

Result<std::vector<std::int64_t>> namesCalled(const Database& db, std::string_view wanted) {
    for (const char* sql :
         {"SELECT id FROM raw_name WHERE text = ?1 AND environment IN ('', 'production') ORDER BY id",
          "SELECT id FROM raw_name WHERE ?1 LIKE '%@%' AND text = substr(?1, 1, instr(?1, '@') - 1) AND "
          "environment = substr(?1, instr(?1, '@') + 1)",
          "SELECT max(id) FROM raw_name WHERE text = ?1 HAVING count(*) = 1"}) {
        auto statement = db.prepare(sql);
        if (!statement)
            return statement.error();
        std::vector<std::int64_t> out;
        statement->bindAll(wanted);
        if (const auto done = statement->each([&] {
                out.push_back(statement->integer(0));
                return true;
            });
            !done)
            return done.error();
        if (!out.empty())
            return out;
    }
    return std::vector<std::int64_t>();
}

Result<std::vector<std::string>> namesNear(const Database& db, std::string_view text, std::size_t most) {
    constexpr std::size_t kFarthest = 4;
    auto statement = db.prepare("SELECT text FROM raw_name WHERE text <> '' ORDER BY id");
    if (!statement)
        return statement.error();
    std::set<std::pair<std::size_t, std::string>> nearest;
    const auto done = statement->each([&] {
        const std::string_view name = statement->text(0);
        const std::size_t limit =
            nearest.size() < most ? kFarthest : std::min(kFarthest, std::prev(nearest.end())->first);
        const std::size_t distance = editDistance(text, name, limit);
        if (distance <= limit && distance < std::max<std::size_t>(text.size(), 2)) {
            nearest.emplace(distance, std::string(name));
            if (nearest.size() > most)
                nearest.erase(std::prev(nearest.end()));
        }
        return true;
    });
    if (!done)
        return done.error();
    std::vector<std::string> out;
    for (const auto& [distance, name] : nearest)
        out.push_back(name);
    return out;
}

} // namespace foreshock::store
