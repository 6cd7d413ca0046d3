// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/source_writer.h"

#include "model/base/text.h"
#include "model/identity/environment_word.h"
#include "model/store/alarm_rules.h"
#include "model/store/readings.h"
#include "model/store/source_counts.h"
#include "model/store/source_facts.h"

#include <fmt/format.h>

#include <algorithm>

namespace foreshock::store {
namespace {

constexpr std::size_t kBatchBytes = std::size_t{64} << 20;
constexpr std::chrono::seconds kBatchTime{1};
constexpr std::size_t kExcerpt = 200;
constexpr std::int64_t kMostDoubts = 100;

/// Readings whose rows are not looked at: this one takes their place.
std::vector<SourceId> ignoredBy(const SourceWriter::Settings& settings) {
    std::vector<SourceId> ids = settings.rereads;
    if (settings.replaces)
        ids.push_back(*settings.replaces);
    return ids;
}

} // namespace

SourceWriter::SourceWriter(const Database& db, const Settings& settings, SourceId source)
    : m_db(db)
    , m_settings(settings)
    , m_source(source)
    , m_names(db)
    , m_rows(db, m_names, source.value, settings.draft.path, ignoredBy(settings))
    , m_ownTemplates(db)
    , m_templates(settings.templates ? settings.templates : &m_ownTemplates)
    , m_logs(db, source.value, m_templates)
    , m_samples(db, source.value)
    , m_bytes(db, source.value) {}

SourceWriter::~SourceWriter() {
    if (!m_isOver)
        (void)abandon();
}

Result<std::unique_ptr<SourceWriter>> SourceWriter::begin(const Database& db, const Settings& settings) {
    auto transaction = Transaction::begin(db);
    if (!transaction)
        return transaction.error();
    SourceId id;
    if (settings.resume) {
        id = settings.resume->source;
    } else {
        const auto inserted = insertSource(db, settings.draft);
        if (!inserted)
            return inserted.error();
        id = *inserted;
    }
    std::unique_ptr<SourceWriter> writer(new SourceWriter(db, settings, id));
    writer->m_transaction.emplace(std::move(*transaction));
    if (settings.resume) {
        const auto known = sources(db, {});
        if (!known)
            return known.error();
        for (const SourceInfo& info : *known)
            if (info.id == id) {
                writer->m_before = info;
                writer->m_first = info.first;
                writer->m_last = info.last;
                writer->m_coverage.before = info.coverage;
            }
        std::int64_t dropped = 0;
        if (const auto resumed = writer->m_logs.resume(settings.resume->offset, dropped); !resumed)
            return resumed.error();
        const auto forgotten = forgetIssues(db, id, settings.resume->offset);
        if (!forgotten)
            return forgotten.error();
        writer->m_before.counts.read -= dropped + *forgotten;
        writer->m_before.counts.rejected -= *forgotten;
        writer->m_before.counts.stored.logs -= dropped;
    }
    if (!settings.priors.empty()) {
        auto prior = PriorLogs::open(db, settings.priors);
        if (!prior)
            return prior.error();
        if (!prior->isEmpty())
            writer->m_prior.emplace(std::move(*prior));
    }
    writer->m_begun = std::chrono::steady_clock::now();
    if (const auto done = writer->commitIfDue(kBatchBytes); !done)
        return done.error();
    return writer;
}

Result<void> SourceWriter::openTransaction() {
    if (m_transaction)
        return {};
    auto transaction = Transaction::begin(m_db);
    if (!transaction)
        return transaction.error();
    m_transaction.emplace(std::move(*transaction));
    m_begun = std::chrono::steady_clock::now();
    return {};
}

Result<void> SourceWriter::commit() {
    if (!m_transaction)
        return {};
    if (const auto done = m_logs.flush(); !done)
        return done;
    const auto done = m_transaction->commit();
    m_transaction.reset();
    m_uncommitted = 0;
    return done;
}

Result<void> SourceWriter::commitIfDue(std::size_t bytes) {
    if (m_settings.resume)
        return {};
    m_uncommitted += bytes;
    // The clock is asked about once a thousand records.
    if (m_uncommitted < kBatchBytes &&
        (m_counts.read % 1024 != 0 || std::chrono::steady_clock::now() - m_begun < kBatchTime))
        return {};
    return commit();
}

bool SourceWriter::isOutside(Instant from, Instant to) {
    if (to >= m_settings.accept.from && from < m_settings.accept.to)
        return false;
    ++m_counts.outside;
    return true;
}

void SourceWriter::sawTime(Instant t) {
    m_first = std::min(m_first.value_or(t), t);
    m_last = std::max(m_last.value_or(t), t);
}

void SourceWriter::count(RowWriter::Outcome outcome, std::int64_t RecordCounts::*kind) {
    if (outcome == RowWriter::Outcome::Stored)
        ++(m_counts.stored.*kind);
    else if (outcome == RowWriter::Outcome::Duplicate) {
        ++m_counts.duplicates;
        m_ofOlder += m_settings.priors.empty() ? 0 : 1;
    } else
        ++m_counts.folded;
}

Result<void> SourceWriter::log(const LogDraft& r, RecordPlace place) {
    ++m_counts.read;
    if (isOutside(r.time, r.time))
        return {};
    m_isLastStored = true;
    if (m_prior && !m_prior->outgrows(r.time, place.offset, r.raw)) {
        const auto isKnown = m_prior->takes(r.time, r.raw);
        if (!isKnown)
            return isKnown.error();
        if (*isKnown) {
            m_isLastStored = false;
            ++m_ofOlder;
            ++m_counts.duplicates;
            return {};
        }
    }
    if (const auto open = openTransaction(); !open)
        return open;
    const auto name = m_names.idOf(r.service);
    if (!name)
        return name.error();
    if (const auto done =
            m_logs.add({r.time, r.level, *name, r.host, place.line, place.offset, r.raw, r.message, r.arrivedAt});
        !done)
        return done;
    ++m_counts.stored.logs;
    sawTime(r.time);
    sawArrival(r.time, r.arrivedAt);
    return commitIfDue(r.raw.size());
}

Result<std::int64_t> SourceWriter::series(const SeriesDraft& d) {
    std::string key;
    for (const std::string_view part : {d.service, d.instance, d.version, d.metric, d.unit, d.environment}) {
        key += part;
        key += '\0';
    }
    if (const auto known = m_series.find(key); known != m_series.end())
        return known->second;
    if (const auto open = openTransaction(); !open)
        return open.error();
    const auto name = m_names.idOf(d.service, environmentOfLabel(d.environment));
    if (!name)
        return name.error();
    if (const auto done =
            m_db.run(R"(INSERT INTO series (raw_name_id, instance, version, metric, unit) VALUES (?, ?, ?, ?, ?)
                                      ON CONFLICT DO NOTHING)",
                     *name, d.instance, d.version, d.metric, d.unit);
        !done)
        return done.error();
    auto find = m_db.prepare(
        "SELECT id FROM series WHERE raw_name_id = ? AND instance = ? AND version = ? AND metric = ? AND unit = ?");
    if (!find)
        return find.error();
    std::int64_t id = 0;
    find->bindAll(*name, d.instance, d.version, d.metric, d.unit);
    if (const auto done = find->each([&] {
            id = find->integer(0);
            return false;
        });
        !done)
        return done.error();
    if (id == 0)
        return Error{ErrorCode::Sql, "a series can't be stored", std::string(d.metric), "Run: foreshock check FILE"};
    m_series.emplace(std::move(key), id);
    return id;
}

Result<void> SourceWriter::sample(std::int64_t series, Sample sample, RecordPlace) {
    ++m_counts.read;
    if (isOutside(sample.time, sample.time))
        return {};
    if (!m_transaction)
        if (const auto open = openTransaction(); !open)
            return open;
    if (auto done = m_samples.add(series, {sample.time, sample.value, std::nullopt}); !done)
        return done;
    ++m_counts.stored.samples;
    sawTime(sample.time);
    // Samples come by the hundred million: all but one in 1,024 ask neither clock nor size.
    m_uncommitted += sizeof(Sample);
    return m_counts.read % 1024 == 0 ? commitIfDue(0) : Result<void>();
}

Result<void> SourceWriter::change(const Change& change, RecordPlace place) {
    ++m_counts.read;
    if (isOutside(change.start, change.endOrStart()))
        return {};
    if (const auto open = openTransaction(); !open)
        return open;
    const auto done = m_rows.change(change, place);
    if (!done)
        return done.error();
    count(*done, &RecordCounts::changes);
    if (*done == RowWriter::Outcome::Stored)
        sawArrival(change.start, change.arrivedAt);
    sawTime(change.start);
    sawTime(change.endOrStart());
    return commitIfDue(256);
}

Result<void> SourceWriter::alarm(const Alarm& alarm, RecordPlace place) {
    ++m_counts.read;
    if (isOutside(alarm.start, alarm.end.value_or(alarm.start)))
        return {};
    if (const auto open = openTransaction(); !open)
        return open;
    const auto done = m_rows.alarm(alarm, place);
    if (!done)
        return done.error();
    count(*done, &RecordCounts::alarms);
    if (*done == RowWriter::Outcome::Stored)
        sawArrival(alarm.start, alarm.arrivedAt);
    sawTime(alarm.start);
    return commitIfDue(256);
}

Result<void> SourceWriter::service(const Service& service, RecordPlace) {
    ++m_counts.read;
    if (const auto open = openTransaction(); !open)
        return open;
    const auto done = m_rows.service(service);
    if (!done)
        return done.error();
    count(*done, &RecordCounts::dependencies);
    return commitIfDue(128);
}

Result<void> SourceWriter::dependency(const Dependency& dependency, RecordPlace) {
    ++m_counts.read;
    if (const auto open = openTransaction(); !open)
        return open;
    const auto done = m_rows.dependency(dependency);
    if (!done)
        return done.error();
    count(*done, &RecordCounts::dependencies);
    return commitIfDue(128);
}

Result<void> SourceWriter::limit(const DeclaredLimit& limit, RecordPlace) {
    ++m_counts.read;
    if (const auto open = openTransaction(); !open)
        return open;
    const auto done = m_rows.limit(limit);
    if (!done)
        return done.error();
    count(*done, &RecordCounts::dependencies);
    return commitIfDue(128);
}

Result<void> SourceWriter::note(const Note& note, RecordPlace) {
    ++m_counts.read;
    if (isOutside(note.time, note.time))
        return {};
    if (const auto open = openTransaction(); !open)
        return open;
    const auto done = m_rows.note(note);
    if (!done)
        return done.error();
    count(*done, &RecordCounts::notes);
    sawTime(note.time);
    return commitIfDue(256);
}

Result<void> SourceWriter::fact(std::string_view key, std::string_view value) {
    // Kept until the source is complete: what is abandoned must leave no title behind.
    ++m_counts.read;
    ++m_counts.folded;
    m_facts.emplace_back(std::string(key), std::string(value));
    return {};
}

void SourceWriter::sawArrival(Instant event, std::optional<Instant> arrived) {
    if (arrived)
        m_delay.add(*arrived - event);
}

Result<void> SourceWriter::joined(RecordPlace) {
    ++m_counts.read;
    ++m_counts.folded;
    return {};
}

Result<void> SourceWriter::alarmRule(const AlarmRule& rule, RecordPlace) {
    ++m_counts.read;
    ++m_counts.folded;
    if (const auto open = openTransaction(); !open)
        return open;
    if (const auto done = writeAlarmRule(m_db, m_names, m_source.value, rule); !done)
        return done;
    return commitIfDue(256);
}

Result<void> SourceWriter::covers(std::optional<Instant> from, std::optional<Instant> to) {
    if (from)
        m_coverage.from = std::min(m_coverage.from.value_or(*from), *from);
    if (to)
        m_coverage.to = std::max(m_coverage.to.value_or(*to), *to);
    return {};
}

Result<void> SourceWriter::leftOut(RecordPlace) {
    ++m_counts.read;
    ++m_counts.outside;
    return {};
}

Result<void> SourceWriter::reject(RecordPlace place, std::string_view reason, std::string_view excerpt) {
    ++m_counts.read;
    ++m_counts.rejected;
    return writeIssue(false, place, reason, excerpt);
}

Result<void> SourceWriter::doubtfulTime(RecordPlace place, std::string_view text) {
    return ++m_doubtful <= kMostDoubts ? remark(place, text, {}) : Result<void>();
}

Result<void> SourceWriter::remark(RecordPlace place, std::string_view text, std::string_view excerpt) {
    return writeIssue(true, place, text, excerpt);
}

Result<void> SourceWriter::writeIssue(bool isRemark, RecordPlace place, std::string_view text,
                                      std::string_view excerpt) {
    if (const auto open = openTransaction(); !open)
        return open;
    const auto done = m_db.run(
        "INSERT INTO import_issue (remark, source_id, line, offset, reason, excerpt) VALUES (?, ?, ?, ?, ?, ?)",
        isRemark, m_source.value, place.line, place.offset, text, shown(clipped(excerpt, kExcerpt)));
    return done ? commitIfDue(excerpt.size()) : done;
}

Result<void> SourceWriter::keep(std::string_view chunk) {
    if (!m_settings.keepBytes)
        return {};
    if (const auto open = openTransaction(); !open)
        return open;
    return m_bytes.add(chunk);
}

Result<void> SourceWriter::finishSamples() {
    for (;;) {
        const auto state = m_samples.finish();
        if (!state)
            return state.error();
        if (*state == ChunkJoin::State::Done)
            return {};
        if (const auto done = commitIfDue(kBatchBytes); !done)
            return done;
        if (const auto open = openTransaction(); !open)
            return open;
    }
}

/// Samples that an older version of the file holds are known already.
Result<void> SourceWriter::thinSamples() {
    if (m_settings.priors.empty() || m_counts.stored.samples == 0)
        return {};
    auto surplus = SampleSurplus::open(m_db, m_samples.table(), m_source.value, m_settings.priors);
    if (!surplus)
        return surplus.error();
    for (;;) {
        const auto state = surplus->step();
        if (!state)
            return state.error();
        if (*state == ChunkJoin::State::Done)
            break;
        if (const auto done = commitIfDue(kBatchBytes); !done)
            return done;
        if (const auto open = openTransaction(); !open)
            return open;
    }
    m_ofOlder += surplus->removed();
    m_counts.stored.samples -= surplus->removed();
    m_counts.duplicates += surplus->removed();
    return {};
}

/// What an older version ended with in the middle of a record goes: this version holds the whole of it.
Result<void> SourceWriter::dropOutgrown() {
    if (!m_prior)
        return {};
    for (const PriorLogs::Outgrown& gone : m_prior->outgrown())
        for (const auto& done :
             {m_db.run("DELETE FROM log_tail WHERE source_id = ? AND seq = ?", gone.source, gone.seq),
              m_db.run("UPDATE source SET read = read - 1, logs = logs - 1, resume_offset = NULL, resume_line = NULL "
                       "WHERE id = ?",
                       gone.source)})
            if (!done)
                return done;
    return {};
}

Result<SourceInfo> SourceWriter::finish(std::int64_t size, const std::string& contentHash, const Zone& zone,
                                        const std::string& zoneBasis, bool canResume) {
    if (const auto open = openTransaction(); !open)
        return open.error();
    if (m_doubtful > kMostDoubts)
        if (const auto said = remark({},
                                     fmt::format("{} more records have times that the clocks of {} skipped or "
                                                 "showed twice",
                                                 m_doubtful - kMostDoubts, zone.name()),
                                     {});
            !said)
            return said.error();
    if (const auto done = finishSamples(); !done)
        return done.error();
    if (const auto done = thinSamples(); !done)
        return done.error();
    for (const auto& done : {m_logs.finish(), m_bytes.finish(), dropOutgrown(),
                             m_settings.isStaged ? Result<void>() : writeFacts(m_db, m_source, m_facts)})
        if (!done)
            return done.error();
    if (m_templates == &m_ownTemplates)
        m_ownTemplates.settle();
    if (const auto done = m_templates->save(); !done)
        return done.error();
    SourceInfo info;
    info.id = m_source;
    info.path = m_settings.draft.path;
    info.format = m_settings.draft.format;
    info.score = m_settings.draft.score;
    info.reason = m_settings.draft.reason;
    info.state = m_settings.isStaged ? SourceState::Loading : SourceState::Complete;
    info.first = m_first;
    info.last = m_last;
    info.zone = zone.name();
    info.zoneBasis = zoneBasis;
    info.offset = m_settings.draft.offset;
    info.offsetError = m_settings.draft.offsetError;
    info.doubtfulTimes = m_doubtful + m_before.doubtfulTimes;
    info.toldArrivals = m_delay.seen() + m_before.toldArrivals;
    info.usualDelay = m_delay.seen() >= m_before.toldArrivals ? m_delay.median() : m_before.usualDelay;
    if (m_ofOlder > 0) {
        const auto first = firstVersion(m_db, m_settings.priors);
        if (!first)
            return first.error();
        info.versionOf = *first;
    } else {
        info.versionOf = m_settings.resume ? m_before.versionOf : m_settings.versionOf;
    }
    info.importedAt = m_settings.draft.importedAt;
    info.kinds = m_settings.draft.kinds;
    m_coverage.given = m_settings.covers;
    m_coverage.first = m_first;
    m_coverage.last = m_last;
    m_coverage.accept = m_settings.accept;
    info.coverage = coverageFrom(m_coverage);
    info.counts = m_counts;
    const ImportCounts& before = m_before.counts;
    info.counts.read += before.read;
    info.counts.rejected += before.rejected;
    info.counts.duplicates += before.duplicates;
    info.counts.outside += before.outside;
    info.counts.stored.logs += before.stored.logs;
    // The last record of a source that is read on comes again.
    info.toldArrivals = std::min(info.toldArrivals, info.counts.stored.sum());
    std::optional<ResumePoint> resume;
    if (canResume && m_logs.hasLast() && m_isLastStored)
        resume = ResumePoint{m_source, size, contentHash, m_logs.lastOffset(), m_logs.lastLine()};
    if (m_settings.replaces)
        for (const auto& done : {forgetEditsOf(m_db, *m_settings.replaces), removeSource(m_db, *m_settings.replaces)})
            if (!done)
                return done.error();
    if (const auto done = finishSource(m_db, m_source, info, size, contentHash, resume); !done)
        return done.error();
    if (m_ofOlder > 0) // its first and last sample may be an older version's
        if (const auto done = writeExtent(m_db, m_source.value); !done)
            return done.error();
    if (m_ofOlder > 0 && info.versionOf && info.offset.ns == 0) // the same file was written by the same clock
        if (const auto done = m_db.run(R"(
                UPDATE source SET (offset_ns, offset_error_ns) = (SELECT offset_ns, offset_error_ns FROM source WHERE id = ?)
                 WHERE id = ?)",
                                       info.versionOf->value, m_source.value);
            !done)
            return done.error();
    if (const auto done = applyToldCoverage(m_db); !done)
        return done.error();
    struct Kind {
        const char* name;
        bool isWritten;
    };
    const RecordCounts& stored = m_counts.stored;
    for (const Kind& kind : {Kind{"logs", stored.logs > 0}, Kind{"samples", stored.samples > 0},
                             Kind{"changes", stored.changes > 0 || m_counts.folded > 0},
                             Kind{"alarms", stored.alarms > 0 || m_counts.folded > 0},
                             Kind{"map", stored.dependencies > 0}, Kind{"notes", stored.notes > 0}})
        if (!m_settings.isStaged && (kind.isWritten || m_settings.replaces))
            if (const auto done = raiseRevision(m_db, kind.name); !done)
                return done.error();
    if (const auto done = commit(); !done)
        return done.error();
    m_isOver = true;
    info.counts = m_counts; // the caller hears of this reading; the row holds the sum
    return info;
}

Result<void> SourceWriter::abandon() {
    m_isOver = true;
    m_logs.giveUp();
    if (m_counts.stored.logs > 0)
        m_templates->forget();
    m_transaction.reset(); // rolls back
    if (m_settings.resume)
        return {};
    const auto remove = [&]() -> Result<void> {
        auto transaction = Transaction::begin(m_db);
        if (!transaction)
            return transaction.error();
        if (const auto done = removeSource(m_db, m_source); !done)
            return done;
        return transaction->commit();
    };
    const auto removed = remove();
    if (removed || removed.error().code != ErrorCode::Io)
        return removed;
    // The disk is full. Room for what is committed was reserved, so the log can be folded in, and what it took is
    // enough to write the removal to.
    (void)m_db.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    return remove();
}

} // namespace foreshock::store
