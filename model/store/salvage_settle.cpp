// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/salvage_work.h"

#include <fmt/format.h>

#include <array>

namespace foreshock::store {
namespace {

struct Counts {
    std::array<std::int64_t, 7> said{};  ///< by the source's row
    std::array<std::int64_t, 7> found{}; ///< in the new file
    std::int64_t read = 0, others = 0;   ///< others: duplicates, outside, folded
};

constexpr std::array<const char*, 7> kKinds = {"log records",  "samples", "changes",      "alarms",
                                               "dependencies", "notes",   "rejected rows"};

Result<Counts> countsOf(const Database& db, std::int64_t source) {
    auto statement = db.prepare(R"(
        SELECT logs, samples, changes, alarms, dependencies, notes, rejected,
               (SELECT coalesce(sum(count), 0) FROM log_block WHERE source_id = s.id) +
               (SELECT count(*) FROM log_tail WHERE source_id = s.id),
               (SELECT coalesce(sum(count), 0) FROM sample_chunk WHERE source_id = s.id) +
               (SELECT count(*) FROM sample_tail WHERE source_id = s.id),
               (SELECT count(*) FROM change WHERE source_id = s.id), (SELECT count(*) FROM alarm WHERE source_id = s.id),
               (SELECT count(*) FROM service WHERE source_id = s.id) + (SELECT count(*) FROM dependency WHERE source_id = s.id),
               (SELECT count(*) FROM note WHERE source_id = s.id),
               (SELECT count(*) FROM import_issue WHERE source_id = s.id AND remark = 0),
               read, duplicates + outside + folded
          FROM source s WHERE id = ?)");
    if (!statement)
        return statement.error();
    statement->bindAll(source);
    Counts counts;
    const auto done = statement->each([&] {
        for (int i = 0; i < 7; ++i) {
            counts.said[static_cast<std::size_t>(i)] = statement->integer(i);
            counts.found[static_cast<std::size_t>(i)] = statement->integer(7 + i);
        }
        counts.read = statement->integer(14);
        counts.others = statement->integer(15);
        return false;
    });
    if (!done)
        return done.error();
    return counts;
}

Result<void> writeCounts(const Database& db, std::int64_t source, const Counts& c, bool isIncomplete) {
    std::int64_t read = c.others;
    for (const std::int64_t found : c.found)
        read += found;
    const auto written = db.run(
        R"(UPDATE source SET logs = ?, samples = ?, changes = ?, alarms = ?, dependencies = ?, notes = ?, rejected = ?, read = ?
            WHERE id = ?)",
        c.found[0], c.found[1], c.found[2], c.found[3], c.found[4], c.found[5], c.found[6], read, source);
    if (!written || !isIncomplete)
        return written;
    // No range is complete any more: importing the same file again reads it whole and replaces what is left here.
    return db.run(R"(
        UPDATE source SET accept_from_ns = 0, accept_to_ns = 0, resume_offset = NULL, resume_line = NULL,
               (first_ns, last_ns) = (SELECT min(t), max(t) FROM (
                   SELECT first_ns AS t FROM log_block WHERE source_id = ?1 UNION ALL
                   SELECT last_ns FROM log_block WHERE source_id = ?1 UNION ALL
                   SELECT time_ns FROM log_tail WHERE source_id = ?1 UNION ALL
                   SELECT first_ns FROM sample_chunk WHERE source_id = ?1 UNION ALL
                   SELECT last_ns FROM sample_chunk WHERE source_id = ?1 UNION ALL
                   SELECT time_ns FROM sample_tail WHERE source_id = ?1 UNION ALL
                   SELECT start_ns FROM change WHERE source_id = ?1 UNION ALL
                   SELECT coalesce(end_ns, start_ns) FROM change WHERE source_id = ?1 UNION ALL
                   SELECT start_ns FROM alarm WHERE source_id = ?1 UNION ALL
                   SELECT time_ns FROM note WHERE source_id = ?1))
         WHERE id = ?1)",
                  source);
}

/// Rows whose parent is in no table any more.
Result<void> dropStrays(const Database& db, SalvageReport& report) {
    auto strays = db.prepare("SELECT \"table\", rowid FROM pragma_foreign_key_check WHERE rowid IS NOT NULL");
    if (!strays)
        return strays.error();
    std::vector<std::pair<std::string, std::int64_t>> rows;
    if (const auto read = strays->each([&] {
            rows.emplace_back(strays->string(0), strays->integer(1));
            return true;
        });
        !read)
        return read;
    for (const auto& [table, rowid] : rows) {
        if (const auto done = db.run(fmt::format("DELETE FROM {} WHERE rowid = ?", table), rowid); !done)
            return done;
        report.lost.push_back({"", "rows of " + table, 1, {}, {}, "what it belongs to is not there"});
    }
    return {};
}

} // namespace

Result<void> settleSources(SalvageWork& work) {
    const Database& db = work.target();
    if (const auto open = work.commitIfDue(0); !open)
        return open;
    if (const auto done = dropStrays(db, work.report); !done)
        return done;
    for (const auto& [id, source] : work.sources) {
        const auto counts = countsOf(db, id);
        if (!counts)
            return counts.error();
        bool isIncomplete = source.isPlaceholder;
        std::string told;
        for (std::size_t i = 0; i < kKinds.size(); ++i) {
            if (counts->found[i] >= counts->said[i])
                continue;
            const std::int64_t missing = counts->said[i] - counts->found[i];
            isIncomplete = true;
            told += fmt::format("{}{} {}", told.empty() ? "" : ", ", missing, kKinds[i]);
            if (i != 0) // log records were told one stretch at a time
                work.report.lost.push_back({source.path, kKinds[i], missing, {}, {}, ""});
        }
        // A stretch may be missing although the count says nothing: then the count was damaged, or the source was live.
        for (const Loss& loss : work.report.lost)
            isIncomplete = isIncomplete || (loss.records && loss.source == source.path);
        if (const auto done = writeCounts(db, id, *counts, isIncomplete); !done)
            return done;
        if (isIncomplete)
            if (const auto done = db.run(
                    "INSERT INTO import_issue (remark, source_id, line, offset, reason, excerpt) VALUES (1, ?, 0, 0, "
                    "?, '')",
                    id,
                    fmt::format(
                        "a repair of the damaged incident file could not save all of it{}; import its file again "
                        "to fill the gap",
                        told.empty() ? "" : " (" + told + ")"));
                !done)
                return done;
        RecordCounts& saved = work.report.saved;
        for (std::size_t i = 0; i < 6; ++i) {
            static constexpr std::int64_t RecordCounts::*kFields[] = {
                &RecordCounts::logs,   &RecordCounts::samples,      &RecordCounts::changes,
                &RecordCounts::alarms, &RecordCounts::dependencies, &RecordCounts::notes};
            saved.*kFields[i] += counts->found[i];
        }
        ++work.report.sources;
    }
    const auto typed = db.integer("SELECT count(*) FROM note WHERE source_id IS NULL");
    if (!typed)
        return typed.error();
    work.report.saved.notes += *typed;
    return {};
}

} // namespace foreshock::store
