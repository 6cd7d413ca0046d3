// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/repair/salvage_work.h"

#include "model/store/source_counts.h"

#include <fmt/format.h>

namespace foreshock::store {
namespace {

/// No range is complete any more: importing the same file again reads it whole and replaces what is left here.
Result<void> markIncomplete(const Database& db, std::int64_t source) {
    if (const auto done = db.run("UPDATE source SET accept_from_ns = 0, accept_to_ns = 0, resume_offset = NULL, "
                                 "resume_line = NULL WHERE id = ?",
                                 source);
        !done)
        return done;
    return writeExtent(db, source);
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
        for (std::size_t i = 0; i < SourceCounts::kKinds.size(); ++i) {
            if (counts->found[i] >= counts->said[i])
                continue;
            const std::int64_t missing = counts->said[i] - counts->found[i];
            isIncomplete = true;
            told += fmt::format("{}{} {}", told.empty() ? "" : ", ", missing, SourceCounts::kKinds[i]);
            if (i != 0) // log records were told one stretch at a time
                work.report.lost.push_back({source.path, SourceCounts::kKinds[i], missing, {}, {}, ""});
        }
        // A stretch may be missing although the count says nothing: then the count was damaged, or the source was live.
        for (const Loss& loss : work.report.lost)
            isIncomplete = isIncomplete || (loss.records && loss.source == source.path);
        if (const auto done = writeCounts(db, id, *counts); !done)
            return done;
        if (const auto done = isIncomplete ? markIncomplete(db, id) : Result<void>(); !done)
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
