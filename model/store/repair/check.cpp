// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/repair/check.h"

#include "model/base/text.h"
#include "model/store/kept_bytes.h"
#include "model/store/repair/check_logs.h"
#include "model/store/repair/check_samples.h"

#include <fmt/format.h>

namespace foreshock::store {
namespace {

Result<void> askSqlite(const Database& db, const char* sql, const char* what, std::vector<std::string>& damage) {
    auto statement = db.prepare(sql);
    if (!statement)
        return statement.error();
    return statement->each([&] {
        if (statement->text(0) != "ok")
            damage.push_back(fmt::format("{}: {}", what, statement->text(0)));
        return true;
    });
}

/// Originals kept for a later re-reading against the content hash of what was read.
Result<void> checkBytes(const Database& db, CheckReport& report) {
    auto sources = db.prepare("SELECT id, path, content_hash FROM source WHERE state = 'complete' AND id IN "
                              "(SELECT source_id FROM source_bytes) ORDER BY id");
    if (!sources)
        return sources.error();
    return sources->each([&] {
        KeptHash hash;
        bool isWhole = false;
        auto parts = db.prepare("SELECT data FROM source_bytes WHERE source_id = ? ORDER BY part");
        if (parts) {
            parts->bindAll(sources->integer(0));
            const auto read = parts->each([&] {
                isWhole = hash.add(parts->blob(0)).has_value();
                return isWhole;
            });
            isWhole = isWhole && read && hash.isWhole() && hash.hex() == sources->text(2);
        }
        if (!isWhole)
            report.damage.push_back(
                fmt::format("{}: its kept original is damaged; its records are not, but it can't be "
                            "read again under other settings",
                            sources->text(1)));
        return true;
    });
}

Result<void> checkCounts(const Database& db, CheckReport& report) {
    auto statement = db.prepare(R"(
        SELECT path, logs, samples, changes, alarms, dependencies, notes, rejected, read,
               logs + samples + changes + alarms + dependencies + notes + rejected + duplicates + outside + folded,
               (SELECT coalesce(sum(count), 0) FROM log_block WHERE source_id = s.id) +
               (SELECT count(*) FROM log_tail WHERE source_id = s.id),
               (SELECT coalesce(sum(count), 0) FROM sample_chunk WHERE source_id = s.id) +
               (SELECT count(*) FROM sample_tail WHERE source_id = s.id),
               (SELECT count(*) FROM change WHERE source_id = s.id), (SELECT count(*) FROM alarm WHERE source_id = s.id),
               (SELECT count(*) FROM service WHERE source_id = s.id) + (SELECT count(*) FROM dependency WHERE source_id = s.id) +
               (SELECT count(*) FROM limit_declared WHERE source_id = s.id),
               (SELECT count(*) FROM note WHERE source_id = s.id), (SELECT count(*) FROM import_issue WHERE source_id = s.id AND remark = 0)
          FROM source s WHERE state = 'complete' ORDER BY id)");
    if (!statement)
        return statement.error();
    return statement->each([&] {
        static constexpr const char* kKinds[] = {"log records",  "samples", "changes",      "alarms",
                                                 "dependencies", "notes",   "rejected rows"};
        for (int i = 0; i < 7; ++i)
            if (statement->integer(1 + i) != statement->integer(10 + i))
                report.damage.push_back(fmt::format("{}: {} {} expected, {} found", statement->text(0),
                                                    statement->integer(1 + i), kKinds[i], statement->integer(10 + i)));
        if (statement->integer(8) != statement->integer(9))
            report.damage.push_back(fmt::format("{}: {} records were read, {} are accounted for", statement->text(0),
                                                statement->integer(8), statement->integer(9)));
        return true;
    });
}

} // namespace

Result<CheckReport> checkFile(const Database& db) {
    CheckReport report;
    for (const auto& done :
         {askSqlite(db, "PRAGMA integrity_check", "database", report.damage),
          askSqlite(db,
                    "SELECT \"table\" || ' row ' || rowid || ' names a missing ' || parent "
                    "FROM pragma_foreign_key_check",
                    "references", report.damage),
          checkLogs(db, report), checkChunks(db, report), checkBytes(db, report), checkCounts(db, report)})
        if (!done) {
            if (done.error().code != ErrorCode::Format)
                return done.error();
            report.damage.push_back(done.error().text());
        }
    return report;
}

} // namespace foreshock::store
