// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/check.h"

#include "model/base/text.h"
#include "model/store/check_samples.h"
#include "model/store/log_block.h"

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

Result<void> checkBlocks(const Database& db, CheckReport& report) {
    auto statement = db.prepare(R"(
        SELECT b.id, s.path, b.column_checksum, b.text_checksum, c.data, t.data, b.count, b.raw_bytes
          FROM log_block b JOIN source s ON s.id = b.source_id
          LEFT JOIN log_column c ON c.block_id = b.id LEFT JOIN log_text t ON t.block_id = b.id ORDER BY b.id)");
    if (!statement)
        return statement.error();
    return statement->each([&] {
        ++report.blocks;
        const auto say = [&](const char* what) {
            report.damage.push_back(
                fmt::format("log block {} of {}: {}", statement->integer(0), statement->text(1), what));
        };
        if (statement->isNull(4) || statement->isNull(5)) {
            say("its text or columns are missing");
            return true;
        }
        if (static_cast<std::int64_t>(hash64(statement->blob(4))) != statement->integer(2) ||
            static_cast<std::int64_t>(hash64(statement->blob(5))) != statement->integer(3)) {
            say("its checksum does not fit");
            return true;
        }
        const auto block = LogBlock::decode(statement->blob(4), statement->blob(5));
        if (!block)
            say("it can't be decoded");
        else if (static_cast<std::int64_t>(block->records().size()) != statement->integer(6))
            say("it holds another number of records than its header says");
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
               (SELECT count(*) FROM service WHERE source_id = s.id) + (SELECT count(*) FROM dependency WHERE source_id = s.id),
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
    for (const auto& done : {askSqlite(db, "PRAGMA integrity_check", "database", report.damage),
                             askSqlite(db,
                                       "SELECT \"table\" || ' row ' || rowid || ' names a missing ' || parent "
                                       "FROM pragma_foreign_key_check",
                                       "references", report.damage),
                             checkBlocks(db, report), checkChunks(db, report), checkCounts(db, report)})
        if (!done) {
            if (done.error().code != ErrorCode::Format)
                return done.error();
            report.damage.push_back(done.error().text());
        }
    return report;
}

} // namespace foreshock::store
