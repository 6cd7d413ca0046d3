// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/alias_writer.h"

#include "model/store/known_names.h"
#include "model/store/source_rows.h"

#include <algorithm>
#include <optional>

namespace foreshock::store {
namespace {

struct Mapped {
    std::int64_t id;
    std::uint32_t service;
    NameRule rule;
    bool hasQualifier;
    bool isStored; ///< the file says so already
};

/// What rules say of each name that means another one, by id.
Result<std::vector<Mapped>> mappedNames(const Database& db, const NameResolver& resolver) {
    std::vector<Mapped> out;
    if (resolver.services().empty())
        return out;
    auto statement = db.prepare("SELECT r.id, r.text, r.environment FROM raw_name r WHERE r.text <> '' AND NOT EXISTS "
                                "(SELECT 1 FROM service_alias a WHERE a.raw_name_id = r.id AND a.basis = 'user') "
                                "ORDER BY r.id");
    if (!statement)
        return statement.error();
    ContestedMappings contested;
    const auto done = statement->each([&] {
        const auto means = resolver.resolve(statement->text(1), statement->text(2));
        if (!means || resolver.services()[means->service] == statement->text(1))
            return true;
        contested.saw(*means);
        out.push_back({statement->integer(0), means->service, means->rule, !means->qualifier.empty(), false});
        return true;
    });
    if (!done)
        return done.error();
    std::erase_if(out, [&](const Mapped& m) { return m.hasQualifier && contested.isContested(m.service, m.rule); });
    return out;
}

Result<std::int64_t> writeDifferences(const Database& db, const NameResolver& resolver) {
    auto mapped = mappedNames(db, resolver);
    if (!mapped)
        return mapped.error();
    std::vector<std::int64_t> gone;
    {
        auto stored = db.prepare(
            "SELECT raw_name_id, service, rule FROM service_alias WHERE basis = 'rule' ORDER BY raw_name_id");
        if (!stored)
            return stored.error();
        auto next = mapped->begin();
        const auto read = stored->each([&] {
            const std::int64_t id = stored->integer(0);
            while (next != mapped->end() && next->id < id)
                ++next;
            if (next == mapped->end() || next->id != id)
                gone.push_back(id);
            else
                next->isStored =
                    resolver.services()[next->service] == stored->text(1) && nameOf(next->rule) == stored->text(2);
            return true;
        });
        if (!read)
            return read.error();
    }
    if (const auto done = clearRuleAliases(db, gone); !done)
        return done.error();
    auto insert = db.prepare("INSERT OR REPLACE INTO service_alias (raw_name_id, service, basis, rule, sureness) "
                             "VALUES (?, ?, 'rule', ?, ?)");
    if (!insert)
        return insert.error();
    auto written = static_cast<std::int64_t>(gone.size());
    for (const Mapped& m : *mapped) {
        if (m.isStored)
            continue;
        ++written;
        if (const auto done = insert->bindAll(m.id, resolver.services()[m.service], nameOf(m.rule), "likely").run();
            !done)
            return done.error();
    }
    if (written > 0)
        if (const auto done = raiseRevision(db, "services"); !done)
            return done.error();
    return written;
}

} // namespace

Result<std::int64_t> applyNameRules(const Database& db) {
    auto sources = nameSources(db);
    if (!sources)
        return sources.error();
    const NameResolver resolver(std::move(sources->known), sources->aliases, sources->tellsEnvironments);
    if (db.isInTransaction())
        return writeDifferences(db, resolver);
    auto transaction = Transaction::begin(db);
    if (!transaction)
        return transaction.error();
    const auto written = writeDifferences(db, resolver);
    if (!written)
        return written.error();
    if (const auto done = transaction->commit(); !done)
        return done.error();
    return *written;
}

Result<void> writeUserAlias(const Database& db, std::int64_t rawName, const std::string& service) {
    if (const auto done = raiseRevision(db, "services"); !done)
        return done;
    if (service.empty())
        return db.run("DELETE FROM service_alias WHERE raw_name_id = ?", rawName);
    return db.run("INSERT INTO service_alias (raw_name_id, service, basis, rule, sureness) VALUES (?, ?, 'user', "
                  "'user', 'certain') ON CONFLICT (raw_name_id) DO UPDATE SET service = excluded.service, basis = "
                  "excluded.basis, rule = excluded.rule, sureness = excluded.sureness",
                  rawName, service);
}

Result<void> clearRuleAliases(const Database& db, const std::vector<std::int64_t>& rawNames) {
    auto statement = db.prepare("DELETE FROM service_alias WHERE raw_name_id = ? AND basis = 'rule'");
    if (!statement)
        return statement.error();
    for (const std::int64_t id : rawNames)
        if (const auto done = statement->bindAll(id).run(); !done)
            return done;
    return {};
}

} // namespace foreshock::store
