// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/schema.h"

#include "resources/resource.h"

#include <fmt/format.h>

namespace foreshock::store {
namespace {

Error notAnIncidentFile(const std::string& path) {
    return {ErrorCode::Format, "this is not an incident file", path,
            "Import it instead: foreshock import PATH -o NEW.foreshock"};
}

Result<std::string> objectsOf(const Database& db) {
    auto statement = db.prepare("SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema "
                                "WHERE name NOT LIKE 'sqlite_stat%' ORDER BY type, name");
    if (!statement)
        return statement.error();
    std::string all;
    const auto done = statement->each([&] {
        all += statement->text(0);
        all += '\n';
        return true;
    });
    if (!done)
        return done.error();
    return all;
}

/// What sqlite_schema must hold at a version: the migrations, run on a scratch database.
Result<std::string> expectedObjects(int version) {
    const auto scratch = scratchOfVersion(version);
    return scratch ? objectsOf(*scratch) : scratch.error();
}

} // namespace

int newestSchemaVersion() {
    return static_cast<int>(resourceNames("schema/").size());
}

Result<Database> scratchOfVersion(int version) {
    auto scratch = Database::open("", Database::Mode::Memory);
    if (!scratch)
        return scratch.error();
    if (const auto set = scratch->execute("PRAGMA page_size=16384"); !set)
        return set.error();
    const auto names = resourceNames("schema/");
    for (int i = 0; i < version; ++i)
        if (const auto done = scratch->execute(std::string(resource(names[static_cast<std::size_t>(i)]))); !done)
            return done.error();
    return scratch;
}

Result<void> migrate(const Database& db, const std::string& path) {
    const auto version = db.integer("PRAGMA user_version");
    if (!version)
        return version.error();
    const auto objects = db.integer("SELECT count(*) FROM sqlite_schema");
    if (!objects)
        return objects.error();
    if (*objects == 0) {
        if (const auto set = db.execute("PRAGMA page_size=16384"); !set)
            return set;
    } else if (const auto ok = checkSchema(db, path); !ok) {
        return ok;
    }
    const auto names = resourceNames("schema/");
    for (auto i = static_cast<std::size_t>(*version); i < names.size(); ++i) {
        auto transaction = Transaction::begin(db);
        if (!transaction)
            return transaction.error();
        // application_id and user_version live in the header page: they roll back with the rest.
        for (const std::string& script :
             {fmt::format("PRAGMA application_id={}", kApplicationId), std::string(resource(names[i])),
              fmt::format("PRAGMA user_version={}", i + 1)})
            if (const auto done = db.execute(script); !done)
                return done;
        if (const auto done = transaction->commit(); !done)
            return done;
    }
    return {};
}

Result<void> checkSchema(const Database& db, const std::string& path) {
    const auto id = db.integer("PRAGMA application_id");
    if (!id) // a page that can't be read is said as such; a file of other bytes is foreign
        return id.error().code == ErrorCode::Format ? notAnIncidentFile(path) : id.error();
    if (*id != kApplicationId)
        return notAnIncidentFile(path);
    const auto version = db.integer("PRAGMA user_version");
    if (!version)
        return version.error();
    if (*version > newestSchemaVersion())
        return Error{ErrorCode::SchemaTooNew,
                     fmt::format("the incident file is of version {}, this program reads up to {}", *version,
                                 newestSchemaVersion()),
                     path, "Open it with a newer Foreshock; it was left as it is"};
    const auto found = objectsOf(db);
    if (!found)
        return found.error();
    const auto expected = expectedObjects(static_cast<int>(*version));
    if (!expected)
        return expected.error();
    if (*found != *expected)
        return Error{ErrorCode::Format, "the incident file holds tables, views or triggers that Foreshock did not make",
                     path, "Open a copy that was not changed by another program, or import the sources again"};
    return {};
}

} // namespace foreshock::store
