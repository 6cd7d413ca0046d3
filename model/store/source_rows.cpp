// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/source_rows.h"

#include "model/store/source_counts.h"

#include <fmt/format.h>

#include <array>
#include <random>

namespace foreshock::store {
namespace {

/// A random UUID (RFC 4122, version 4). Identity of a source across files, never part of an answer.
std::string newUuid() {
    std::random_device entropy;
    std::array<std::uint32_t, 4> w{};
    for (std::uint32_t& word : w)
        word = entropy();
    return fmt::format("{:08x}-{:04x}-4{:03x}-{:04x}-{:04x}{:08x}", w[0], w[1] >> 16, w[1] & 0xFFF,
                       (w[2] >> 16 & 0x3FFF) | 0x8000, w[2] & 0xFFFF, w[3]);
}

constexpr const char* kColumns = R"(
    id, uuid, path, format, score, reason, state, read, logs, samples, changes, alarms, dependencies, notes,
    rejected, duplicates, outside, folded, first_ns, last_ns, zone, zone_basis, offset_ns, imported_ns,
    offset_error_ns, size, settings, revision_of, version_of, doubtful_times, told_arrivals, usual_delay_ns,
    kinds, covers_from_ns, covers_to_ns, covers_basis)";
constexpr int kMore = 36; ///< columns above

SourceInfo readSource(const Statement& row) {
    SourceInfo info;
    info.id = SourceId(row.integer(0));
    info.uuid = row.string(1);
    info.path = row.string(2);
    info.format = row.string(3);
    info.score = static_cast<int>(row.integer(4));
    info.reason = row.string(5);
    info.state = sourceState(row.text(6)).value_or(SourceState::Hidden);
    info.counts.read = row.integer(7);
    info.counts.stored = {row.integer(8),  row.integer(9),  row.integer(10),
                          row.integer(11), row.integer(12), row.integer(13)};
    info.counts.rejected = row.integer(14);
    info.counts.duplicates = row.integer(15);
    info.counts.outside = row.integer(16);
    info.counts.folded = row.integer(17);
    info.first = row.maybeInstant(18);
    info.last = row.maybeInstant(19);
    info.zone = row.string(20);
    info.zoneBasis = row.string(21);
    info.offset = Duration{row.integer(22)};
    info.importedAt = row.instant(23);
    info.offsetError = Duration{row.integer(24)};
    info.size = row.integer(25);
    info.settings = row.string(26);
    if (!row.isNull(27))
        info.revisionOf = SourceId(row.integer(27));
    if (!row.isNull(28))
        info.versionOf = SourceId(row.integer(28));
    info.doubtfulTimes = row.integer(29);
    info.toldArrivals = row.integer(30);
    info.usualDelay = Duration{row.integer(31)};
    info.kinds = row.string(32);
    if (!row.isNull(33) && !row.isNull(34))
        info.coverage = {{row.instant(33), row.instant(34)}, row.string(35)};
    return info;
}

} // namespace

Result<SourceId> insertSource(const Database& db, const SourceDraft& draft) {
    const auto done =
        db.run(R"(
        INSERT INTO source (uuid, path, format, score, reason, state, revision_of, size, content_hash, head_hash,
                            settings, accept_from_ns, accept_to_ns, read, logs, samples,
                            changes, alarms, dependencies, notes, rejected, duplicates, outside, folded, zone,
                            zone_basis, offset_ns, offset_error_ns, doubtful_times, told_arrivals, usual_delay_ns, modified_ns,
                            imported_ns, kinds, covers_basis)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '', '', ?, ?, 0, 0, 0, ?, ?, ?, ''))",
               newUuid(), draft.path, draft.format, draft.score, draft.reason, nameOf(draft.state), draft.revisionOf,
               draft.size, draft.contentHash, draft.headHash, draft.settings, draft.accept.from, draft.accept.to,
               draft.offset.ns, draft.offsetError.ns, draft.modified, draft.importedAt, draft.kinds);
    if (!done)
        return done.error();
    return SourceId(db.lastInsertId());
}

Result<void> finishSource(const Database& db, SourceId id, const SourceInfo& info, std::int64_t size,
                          const std::string& contentHash, std::optional<ResumePoint> resume) {
    const ImportCounts& c = info.counts;
    std::optional<Instant> from, to;
    if (!info.coverage.basis.empty()) {
        from = info.coverage.range.from;
        to = info.coverage.range.to;
    }
    return db.run(R"(
        UPDATE source SET state = ?, size = ?, content_hash = ?, read = ?, logs = ?, samples = ?, changes = ?,
               alarms = ?, dependencies = ?, notes = ?, rejected = ?, duplicates = ?, outside = ?, folded = ?,
               first_ns = ?, last_ns = ?, zone = ?, zone_basis = ?, resume_offset = ?, resume_line = ?,
               version_of = ?, doubtful_times = ?, told_arrivals = ?, usual_delay_ns = ?, covers_from_ns = ?,
               covers_to_ns = ?, covers_basis = ?
         WHERE id = ?)",
                  nameOf(info.state), size, contentHash, c.read, c.stored.logs, c.stored.samples, c.stored.changes,
                  c.stored.alarms, c.stored.dependencies, c.stored.notes, c.rejected, c.duplicates, c.outside, c.folded,
                  info.first, info.last, info.zone, info.zoneBasis,
                  resume ? std::optional(resume->offset) : std::nullopt,
                  resume ? std::optional(resume->line) : std::nullopt,
                  info.versionOf ? std::optional(info.versionOf->value) : std::nullopt, info.doubtfulTimes,
                  info.toldArrivals, info.usualDelay.ns, from, to, info.coverage.basis, id.value);
}

Result<void> removeSource(const Database& db, SourceId id) {
    for (const char* sql :
         {"DELETE FROM log_text WHERE block_id IN (SELECT id FROM log_block WHERE source_id = ?)",
          "DELETE FROM log_column WHERE block_id IN (SELECT id FROM log_block WHERE source_id = ?)",
          "DELETE FROM log_filter WHERE block_id IN (SELECT id FROM log_block WHERE source_id = ?)",
          "DELETE FROM log_gram WHERE block_id IN (SELECT id FROM log_block WHERE source_id = ?)",
          "DELETE FROM log_rollup WHERE block_id IN (SELECT id FROM log_block WHERE source_id = ?)",
          "DELETE FROM log_template_rollup WHERE block_id IN (SELECT id FROM log_block WHERE source_id = ?)",
          "DELETE FROM log_block WHERE source_id = ?",
          "DELETE FROM log_tail WHERE source_id = ?",
          "DELETE FROM log_tail_template WHERE source_id = ?",
          "DELETE FROM log_mark WHERE source_id = ?",
          "DELETE FROM sample_pyramid WHERE chunk_id IN (SELECT id FROM sample_chunk WHERE source_id = ?)",
          "DELETE FROM sample_data WHERE chunk_id IN (SELECT id FROM sample_chunk WHERE source_id = ?)",
          "DELETE FROM sample_chunk WHERE source_id = ?",
          "DELETE FROM sample_tail WHERE source_id = ?",
          "DELETE FROM change WHERE source_id = ?",
          "DELETE FROM alarm WHERE source_id = ?",
          "DELETE FROM alarm_rule WHERE source_id = ?",
          "DELETE FROM service WHERE source_id = ?",
          "DELETE FROM dependency WHERE source_id = ?",
          "DELETE FROM limit_declared WHERE source_id = ?",
          "DELETE FROM note WHERE source_id = ?",
          "DELETE FROM seen_via WHERE source_id = ?",
          "DELETE FROM import_issue WHERE source_id = ?",
          "DELETE FROM source_bytes WHERE source_id = ?",
          "UPDATE source SET revision_of = NULL WHERE revision_of = ?",
          "UPDATE source SET version_of = NULL WHERE version_of = ?",
          "DELETE FROM meta WHERE key = 'lost_records:' || (SELECT uuid FROM source WHERE id = ?)",
          "DELETE FROM source WHERE id = ?"})
        if (const auto done = db.run(sql, id.value); !done)
            return done;
    for (const char* kind : {"logs", "samples"})
        if (const auto done = raiseRevision(db, kind); !done)
            return done;
    return {};
}

namespace {

/// What a statement gives whose only column is an id.
template<class... Values>
Result<std::vector<SourceId>> sourceIds(const Database& db, const char* sql, const Values&... values) {
    auto statement = db.prepare(sql);
    if (!statement)
        return statement.error();
    statement->bindAll(values...);
    std::vector<SourceId> ids;
    const auto listed = statement->each([&] {
        ids.push_back(SourceId(statement->integer(0)));
        return true;
    });
    if (!listed)
        return listed.error();
    return ids;
}

Result<std::vector<SourceId>> sourcesInState(const Database& db, SourceState state) {
    return sourceIds(db, "SELECT id FROM source WHERE state = ? ORDER BY id", nameOf(state));
}

/// A recording that was cut off is complete as far as it was committed; its row has never heard of its counts.
Result<void> completeRecording(const Database& db, SourceId id) {
    const auto counts = countsOf(db, id.value);
    if (!counts)
        return counts.error();
    for (const auto& done : {writeCounts(db, id.value, *counts), writeExtent(db, id.value),
                             db.run("UPDATE source SET state = 'complete' WHERE id = ?", id.value)})
        if (!done)
            return done;
    return {};
}

} // namespace

Result<void> removeAbandonedSources(const Database& db) {
    const auto loading = sourcesInState(db, SourceState::Loading);
    if (!loading)
        return loading.error();
    const auto live = sourcesInState(db, SourceState::Live);
    if (!live)
        return live.error();
    if (loading->empty() && live->empty())
        return {};
    auto transaction = Transaction::begin(db);
    if (!transaction)
        return transaction.error();
    for (const SourceId id : *loading)
        if (const auto done = removeSource(db, id); !done)
            return done;
    for (const SourceId id : *live)
        if (const auto done = completeRecording(db, id); !done)
            return done;
    return transaction->commit();
}

Result<std::vector<SourceInfo>> sources(const Database& db, const Snapshot& snapshot) {
    auto statement = db.prepare(std::string("SELECT ") + kColumns + R"(
        FROM source WHERE state <> 'hidden' AND (state <> 'loading' OR revision_of IS NULL) AND
               (?1 OR imported_ns <= ?2) ORDER BY id)");
    if (!statement)
        return statement.error();
    std::vector<SourceInfo> out;
    statement->bindAll(snapshot.isWhole(), snapshot.asOf);
    const auto done = statement->each([&] {
        out.push_back(readSource(*statement));
        return true;
    });
    if (!done)
        return done.error();
    return out;
}

namespace {

template<class... Values>
Result<std::optional<KnownSource>> findKnown(const Database& db, const std::string& condition,
                                             const Values&... values) {
    auto statement =
        db.prepare(std::string("SELECT ") + kColumns +
                   ", accept_from_ns, accept_to_ns, content_hash, head_hash, modified_ns, resume_offset, resume_line "
                   "FROM source WHERE state = 'complete' AND " +
                   condition + " ORDER BY id DESC LIMIT 1");
    if (!statement)
        return statement.error();
    std::optional<KnownSource> out;
    statement->bindAll(values...);
    const auto done = statement->each([&] {
        const Statement& r = *statement;
        constexpr int at = kMore;
        out = KnownSource{readSource(r),     {r.instant(at), r.instant(at + 1)},
                          r.string(at + 2),  r.string(at + 3),
                          r.instant(at + 4), {}};
        if (!r.isNull(at + 5))
            out->resume =
                ResumePoint{out->info.id, out->info.size, out->contentHash, r.integer(at + 5), r.integer(at + 6)};
        return false;
    });
    if (!done)
        return done.error();
    return out;
}

} // namespace

Result<std::optional<KnownSource>> sourceWithContent(const Database& db, std::string_view contentHash) {
    return findKnown(db, "content_hash = ?", contentHash);
}

Result<bool> hasSourceOfSize(const Database& db, std::int64_t size) {
    auto statement = db.prepare("SELECT 1 FROM source WHERE state = 'complete' AND size = ? LIMIT 1");
    if (!statement)
        return statement.error();
    bool isThere = false;
    statement->bindAll(size);
    const auto done = statement->each([&] {
        isThere = true;
        return false;
    });
    if (!done)
        return done.error();
    return isThere;
}

Result<std::optional<KnownSource>> knownSource(const Database& db, SourceId id) {
    return findKnown(db, "id = ?", id.value);
}

Result<std::optional<KnownSource>> versionOfFile(const Database& db, std::string_view path, std::string_view headHash) {
    return findKnown(db, "(path = ?1 OR (?2 <> '' AND head_hash = ?2))", path, headHash);
}

Result<std::vector<SourceId>> versionsOfFile(const Database& db, std::string_view path, std::string_view headHash) {
    return sourceIds(db, R"(
        SELECT id FROM source WHERE state = 'complete' AND (path = ?1 OR (?2 <> '' AND head_hash = ?2)) ORDER BY id)",
                     path, headHash);
}

Result<std::vector<SourceId>> sourceFamily(const Database& db, SourceId id) {
    return sourceIds(db, R"(
        SELECT id FROM source WHERE state = 'complete' AND coalesce(version_of, id) =
               (SELECT coalesce(version_of, id) FROM source WHERE id = ?) ORDER BY id)",
                     id.value);
}

Result<SourceId> seenReading(const Database& db, SourceId id) {
    auto find =
        db.prepare("SELECT s.id FROM source s JOIN source h ON h.id = ? WHERE s.state = 'complete' AND "
                   "h.state = 'hidden' AND s.content_hash = h.content_hash AND s.path = h.path ORDER BY s.id DESC "
                   "LIMIT 1");
    if (!find)
        return find.error();
    SourceId out = id;
    find->bindAll(id.value);
    const auto done = find->each([&] {
        out = SourceId(find->integer(0));
        return false;
    });
    if (!done)
        return done.error();
    return out;
}

Result<std::int64_t> hiddenReadings(const Database& db, SourceId id) {
    auto count = db.prepare("SELECT count(*) FROM source h JOIN source s ON s.id = ? WHERE h.state = 'hidden' AND "
                            "h.content_hash = s.content_hash AND h.path = s.path");
    if (!count)
        return count.error();
    std::int64_t out = 0;
    count->bindAll(id.value);
    const auto done = count->each([&] {
        out = count->integer(0);
        return false;
    });
    if (!done)
        return done.error();
    return out;
}

Result<std::optional<SourceId>> firstVersion(const Database& db, const std::vector<SourceId>& versions) {
    if (versions.empty())
        return std::optional<SourceId>();
    auto statement = db.prepare("SELECT coalesce(version_of, id) FROM source WHERE id = ?");
    if (!statement)
        return statement.error();
    SourceId first = versions.back(); // older ones may be another file that had the same name (rotated logs)
    statement->bindAll(first.value);
    const auto done = statement->each([&] {
        first = SourceId(statement->integer(0));
        return false;
    });
    if (!done)
        return done.error();
    return std::optional(first);
}

Result<std::int64_t> forgetIssues(const Database& db, SourceId id, std::int64_t offset) {
    auto count = db.prepare("SELECT count(*) FROM import_issue WHERE source_id = ? AND offset >= ? AND remark = 0");
    if (!count)
        return count.error();
    std::int64_t rejected = 0;
    count->bindAll(id.value, offset);
    if (const auto done = count->each([&] {
            rejected = count->integer(0);
            return false;
        });
        !done)
        return done.error();
    if (const auto done = db.run("DELETE FROM import_issue WHERE source_id = ? AND offset >= ?", id.value, offset);
        !done)
        return done.error();
    return rejected;
}

Result<std::vector<ImportIssue>> importIssues(const Database& db, const Snapshot& snapshot, SourceId id,
                                              std::int64_t limit) {
    auto statement = db.prepare(R"(
        SELECT s.path, i.line, i.offset, i.reason, i.excerpt, i.remark FROM import_issue i JOIN source s ON s.id = i.source_id
         WHERE s.state <> 'hidden' AND (?1 = 0 OR s.id = ?1) AND (?2 OR s.imported_ns <= ?3) ORDER BY i.id LIMIT ?4)");
    if (!statement)
        return statement.error();
    std::vector<ImportIssue> out;
    statement->bindAll(id.value, snapshot.isWhole(), snapshot.asOf, limit);
    const auto done = statement->each([&] {
        out.push_back({statement->string(0), statement->integer(1), statement->integer(2), statement->string(3),
                       statement->string(4), statement->integer(5) != 0});
        return true;
    });
    if (!done)
        return done.error();
    return out;
}

Result<void> raiseRevision(const Database& db, std::string_view kind) {
    return db.run("INSERT INTO revision (kind, n) VALUES (?, 1) ON CONFLICT (kind) DO UPDATE SET n = n + 1", kind);
}

} // namespace foreshock::store
