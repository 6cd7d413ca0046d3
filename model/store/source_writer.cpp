// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/source_writer.h"

#include "model/base/text.h"

namespace foreshock::store {
namespace {

constexpr std::size_t kBatchBytes = std::size_t{64} << 20;
constexpr std::chrono::seconds kBatchTime{1};
constexpr std::size_t kExcerpt = 200;

} // namespace

SourceWriter::SourceWriter(const Database& db, const Settings& settings, SourceId source)
    : m_db(db)
    , m_settings(settings)
    , m_source(source)
    , m_names(db)
    , m_rows(db, m_names, source.value, settings.draft.path, settings.replaces ? settings.replaces->value : 0)
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
                writer->m_before = info.counts;
                writer->m_first = info.first;
                writer->m_last = info.last;
            }
        std::int64_t dropped = 0;
        if (const auto resumed = writer->m_logs.resume(settings.resume->offset, dropped); !resumed)
            return resumed.error();
        const auto forgotten = forgetIssues(db, id, settings.resume->offset);
        if (!forgotten)
            return forgotten.error();
        writer->m_before.read -= dropped + *forgotten;
        writer->m_before.rejected -= *forgotten;
        writer->m_before.stored.logs -= dropped;
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
    else if (outcome == RowWriter::Outcome::Duplicate)
        ++m_counts.duplicates;
    else
        ++m_counts.folded;
}

Result<void> SourceWriter::log(const LogDraft& r, RecordPlace place) {
    ++m_counts.read;
    if (isOutside(r.time, r.time))
        return {};
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
    return commitIfDue(r.raw.size());
}

Result<std::int64_t> SourceWriter::series(const SeriesDraft& d) {
    std::string key;
    for (const std::string_view part : {d.service, d.instance, d.version, d.metric, d.unit}) {
        key += part;
        key += '\0';
    }
    if (const auto known = m_series.find(key); known != m_series.end())
        return known->second;
    if (const auto open = openTransaction(); !open)
        return open.error();
    const auto name = m_names.idOf(d.service);
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

Result<void> SourceWriter::writeFacts() {
    constexpr std::string_view kSeenVia = "seen_via:";
    for (const auto& [key, value] : m_facts) {
        const std::size_t slash = key.find('/'); // metrics have slashes (run.googleapis.com/request_count)
        Result<void> done;
        if (!key.starts_with(kSeenVia))
            done = m_db.run("INSERT INTO meta (key, value) VALUES (?, ?) "
                            "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                            key, value);
        else if (slash != std::string::npos)
            done = m_db.run("INSERT OR REPLACE INTO seen_via (service, metric, via, source_id) VALUES (?, ?, ?, ?)",
                            key.substr(kSeenVia.size(), slash - kSeenVia.size()), key.substr(slash + 1), value,
                            m_source.value);
        if (!done)
            return done;
    }
    return {};
}

Result<void> SourceWriter::joined(RecordPlace) {
    ++m_counts.read;
    ++m_counts.folded;
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

Result<SourceInfo> SourceWriter::finish(std::int64_t size, const std::string& contentHash, const Zone& zone,
                                        const std::string& zoneBasis, bool canResume) {
    if (const auto open = openTransaction(); !open)
        return open.error();
    if (const auto done = finishSamples(); !done)
        return done.error();
    for (const auto& done : {m_logs.finish(), m_bytes.finish(), writeFacts()})
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
    info.state = SourceState::Complete;
    info.first = m_first;
    info.last = m_last;
    info.zone = zone.name();
    info.zoneBasis = zoneBasis;
    info.offset = m_settings.draft.offset;
    info.importedAt = m_settings.draft.importedAt;
    info.counts = m_counts;
    info.counts.read += m_before.read;
    info.counts.rejected += m_before.rejected;
    info.counts.duplicates += m_before.duplicates;
    info.counts.outside += m_before.outside;
    info.counts.stored.logs += m_before.stored.logs;
    std::optional<ResumePoint> resume;
    if (canResume && m_logs.hasLast())
        resume = ResumePoint{m_source, size, contentHash, m_logs.lastOffset(), m_logs.lastLine()};
    if (m_settings.replaces)
        if (const auto done = removeSource(m_db, *m_settings.replaces); !done)
            return done.error();
    if (const auto done = finishSource(m_db, m_source, info, size, contentHash, resume); !done)
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
        if (kind.isWritten || m_settings.replaces)
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
