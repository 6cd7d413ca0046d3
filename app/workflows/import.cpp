// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/import.h"

#include "app/workflows/column_maps.h"
#include "app/workflows/dry_run_sink.h"
#include "app/workflows/import_plan.h"
#include "app/workflows/reread.h"
#include "app/workflows/seen_before.h"
#include "app/workflows/source_clock.h"
#include "app/workflows/source_settings.h"
#include "model/base/content_hash.h"
#include "model/store/alias_writer.h"
#include "model/store/source_writer.h"

#include <algorithm>
#include <chrono>
#include <filesystem>

namespace foreshock {
namespace {

/// Bytes of text that a known source may grow by at a time: some 160 MB of write-ahead log.
constexpr std::uint64_t kMostGrowth = std::uint64_t{768} << 20;

/// The very same bytes were imported before: nothing is added.
ImportedSource knownAlready(ImportedSource out, const SourceInfo& before) {
    out.isKnown = true;
    out.counts.read = before.counts.read;
    out.counts.rejected = before.counts.rejected;
    out.counts.outside = before.counts.outside;
    out.counts.duplicates = before.counts.read - before.counts.rejected - before.counts.outside;
    out.first = before.first;
    out.last = before.last;
    out.zoneBasis = before.zoneBasis;
    return out;
}

/// A grown file that was read whole again: what the earlier reading held is told as duplicates, not as new.
void takeAway(ImportCounts& counts, std::int64_t storedBefore) {
    for (std::int64_t RecordCounts::*kind :
         {&RecordCounts::logs, &RecordCounts::samples, &RecordCounts::changes, &RecordCounts::alarms,
          &RecordCounts::dependencies, &RecordCounts::notes}) {
        const std::int64_t old = std::min(storedBefore, counts.stored.*kind);
        counts.stored.*kind -= old;
        counts.duplicates += old;
        storedBefore -= old;
    }
}

class ImportRun {
public:
    ImportRun(store::IncidentFile* file, const ImportRequest& request, const ImportObserver& observer,
              std::stop_token stop)
        : m_file(file)
        , m_request(request)
        , m_observer(observer)
        , m_stop(std::move(stop)) {
        if (file)
            m_templates.emplace(file->database());
    }

    Result<ImportReport> run();

private:
    Result<ImportedSource> importOne(const PlannedInput& planned, ByteSource& bytes);
    Result<ImportedSource> dryRun(const PlannedInput& planned, ByteSource& bytes, ImportedSource out);
    Result<void> settleTemplates();
    Result<void> pump(const PlannedInput& planned, ByteSource& bytes, Reader& reader, ContentHash& hash,
                      std::uint64_t& size, store::SourceWriter* keeper, std::uint64_t skip);
    Result<std::optional<ImportedSource>> reread(const store::KnownSource& known, const SourceSettings& settings,
                                                 ByteSource* bytes, const ImportedSource& about, TimeRange accept);
    std::string labelOf(const InputFile& file) const;
    Result<void> tellFeeds(const ImportReport& report);

    store::IncidentFile* m_file;
    const ImportRequest& m_request;
    const ImportObserver& m_observer;
    std::stop_token m_stop;
    ImportProgress m_progress;
    bool m_areFeedsTold = false;
    std::optional<store::TemplateBook> m_templates; ///< null: nothing is stored
};

std::string ImportRun::labelOf(const InputFile& file) const {
    if (m_request.labelRoot.empty() || file.path == "-")
        return file.label;
    const std::filesystem::path root = m_request.paths[file.named];
    return m_request.labelRoot + "/" + std::filesystem::path(file.label).lexically_relative(root).string();
}

Result<void> ImportRun::pump(const PlannedInput& planned, ByteSource& bytes, Reader& reader, ContentHash& hash,
                             std::uint64_t& size, store::SourceWriter* keeper, std::uint64_t skip) {
    const auto give = [&](std::string_view chunk) -> Result<void> {
        hash.add(chunk);
        if (keeper)
            if (const auto kept = keeper->keep(chunk); !kept)
                return kept;
        const std::uint64_t before = size;
        size += chunk.size();
        m_progress.done += chunk.size();
        if (before < skip)
            chunk.remove_prefix(std::min<std::uint64_t>(chunk.size(), skip - before));
        if (chunk.empty())
            return {};
        return reader.take(chunk);
    };
    if (const auto done = planned.head.empty() ? Result<void>() : give(planned.head); !done)
        return done;
    for (;;) {
        if (m_stop.stop_requested())
            return Error{ErrorCode::Cancelled, "cancelled", planned.file.label,
                         "Nothing of it was stored; what was imported before it stays"};
        const auto chunk = bytes.next();
        if (!chunk)
            return chunk.error();
        if (chunk->empty())
            return reader.finish();
        if (const auto done = give(*chunk); !done)
            return done;
        if (m_observer)
            m_observer(m_progress);
    }
}

Result<ImportedSource> ImportRun::dryRun(const PlannedInput& planned, ByteSource& bytes, ImportedSource out) {
    DryRunSink sink(acceptFor(planned, m_request));
    const auto reader = planned.importer->create(settingsFor(planned, m_request), sink);
    ContentHash hash;
    std::uint64_t size = 0;
    if (const auto done = pump(planned, bytes, *reader, hash, size, nullptr, 0); !done) {
        if (done.error().code == ErrorCode::Cancelled)
            return done.error();
        out.problem = done.error();
    }
    out.counts = sink.counts();
    out.first = sink.first();
    out.last = sink.last();
    out.zoneBasis = reader->zoneBasis();
    return out;
}

Result<ImportedSource> ImportRun::importOne(const PlannedInput& planned, ByteSource& bytes) {
    const std::string label = labelOf(planned.file);
    ImportedSource out;
    out.path = label;
    out.format = planned.importer->id();
    out.score = planned.recognition.score;
    out.reason = planned.recognition.reason;
    out.named = planned.file.named;
    const ReadChoice& choice = choiceOf(m_request, planned.file.label);
    out.zone = choice.zone.value_or(Zone()).name();
    out.offset = choice.offset;
    m_progress.path = label;
    if (!m_file)
        return dryRun(planned, bytes, std::move(out));

    store::Database& db = m_file->database();
    store::SourceWriter::Settings settings;
    settings.accept = acceptFor(planned, m_request);
    settings.templates = &*m_templates;
    SourceSettings wanted = givenSettings(planned, m_request);
    const Importer* importer = planned.importer;
    std::optional<store::KnownSource> before; // grown since
    if (!planned.file.isStandardInput()) {
        const auto latest = store::versionOfFile(db, label, planned.headHash);
        if (!latest)
            return latest.error();
        std::optional<store::KnownSource> known = *latest;
        const std::uint64_t prefix = known ? static_cast<std::uint64_t>(known->info.size) : 0;
        // A file of a size never seen, at a path never seen, is new: it need not be read twice to know.
        const auto isSizeKnown = store::hasSourceOfSize(db, static_cast<std::int64_t>(planned.size));
        if (!isSizeKnown)
            return isSizeKnown.error();
        auto hashed = !planned.contentHash.empty()
                          ? Result<std::pair<std::string, std::string>>(std::pair(planned.contentHash, std::string()))
                      : known || *isSizeKnown
                          ? contentHashes(planned.file.path, prefix, m_stop)
                          : Result<std::pair<std::string, std::string>>(std::pair<std::string, std::string>());
        if (!hashed) {
            if (hashed.error().code == ErrorCode::Cancelled)
                return hashed.error();
            out.problem = hashed.error();
            return out;
        }
        settings.draft.contentHash = hashed->first;
        const auto found = hashed->first.empty() ? Result<std::optional<store::KnownSource>>(std::nullopt)
                                                 : store::sourceWithContent(db, hashed->first);
        if (!found)
            return found.error();
        const bool isSame = found->has_value();
        if (isSame)
            known = *found;
        if (known) {
            // What was said of the file before holds until somebody says otherwise. Another file that now has its name
            // (a rotated log, a folder beside) is left to itself, but for its zone.
            const bool isPrefix = hashed->second == known->contentHash && planned.size > prefix;
            const bool isSameFile =
                isSame || isPrefix || (!planned.headHash.empty() && known->headHash == planned.headHash);
            importer = asSaidBefore(wanted, *known, isSame, isSameFile, importer);
            out.format = importer->id();
            if (isSameFile && choice.offset != Duration{} && choice.offset != known->info.offset) {
                if (const auto moved = correctClock(*m_file, {known->info.id, choice.offset, {}}, m_request.now);
                    !moved)
                    return moved.error();
                known->info.offset = choice.offset;
                known->info.offsetError = {};
            }
            if (isSameFile &&
                (wanted.text() != known->info.settings || (isSame && importer->id() != known->info.format))) {
                auto again = reread(*known, wanted, isSame ? &bytes : nullptr, out, settings.accept);
                if (!again)
                    return again.error();
                if (*again && isSame) {
                    m_progress.done += planned.size;
                    return std::move(**again);
                }
                if (*again) {
                    auto now = store::versionOfFile(db, label, planned.headHash);
                    if (!now)
                        return now.error();
                    known = std::move(*now);
                }
            }
        }
        const bool isGrown = known && !isSame && hashed->second == known->contentHash && planned.size > prefix &&
                             known->info.format == importer->id();
        if (isSame || isGrown) {
            // What was once asked for stays: a later, narrower range takes nothing away.
            settings.accept = known->accept.hull(settings.accept);
            if (isSame && settings.accept == known->accept) {
                m_progress.done += planned.size;
                out.offset = known->info.offset;
                return knownAlready(std::move(out), known->info);
            }
            before = std::move(known);
        }
    }
    const auto reads = wanted.reading(label, planned.file.isStandardInput() ? m_request.now : planned.modified);
    if (!reads)
        return reads.error();
    ReadSettings reading = *reads;
    settings.draft = {label,         out.format, out.score,     out.reason,   settings.draft.contentHash,
                      wanted.text(), 0,          choice.offset, m_request.now};
    settings.draft.headHash = planned.headHash;
    settings.draft.kinds = importer->kinds();
    settings.covers = wanted.covers;
    settings.draft.modified = reading.fileTime;
    settings.keepBytes = keepsOriginal(*importer, planned.size);
    // A given year is the first record's: what follows is read on from there, so all of it again.
    const bool canResume =
        importer->canResume() && !planned.file.isStandardInput() && !planned.file.member && !wanted.year;
    std::int64_t storedBefore = 0;
    if (before) {
        settings.draft.offset = before->info.offset;
        settings.draft.offsetError = before->info.offsetError;
        out.offset = before->info.offset;
        // Counts of records outside the range have no place in the file to resume from. Growing is one transaction, all
        // of it in the write-ahead log until its end: more than this is read anew, in many.
        if (before->contentHash != settings.draft.contentHash && canResume && before->resume &&
            planned.size - static_cast<std::uint64_t>(before->info.size) <= kMostGrowth &&
            settings.accept == before->accept && before->info.counts.outside == 0) {
            settings.resume = before->resume;
            reading.firstLine = before->resume->line;
            reading.firstOffset = before->resume->offset;
        } else {
            settings.replaces = before->info.id;
            if (before->contentHash != settings.draft.contentHash)
                storedBefore = before->info.counts.stored.sum();
        }
    }
    if (!settings.resume) {
        auto versions = store::versionsOfFile(db, planned.file.isStandardInput() ? "" : label, planned.headHash);
        if (!versions)
            return versions.error();
        for (const SourceId id : *versions) {
            const auto version = store::knownSource(db, id);
            if (!version)
                return version.error();
            // What is said to be another service's is another file, whatever its name and its lines.
            if (*version && (!settings.replaces || id != *settings.replaces) &&
                SourceSettings::of((*version)->info.settings).service == wanted.service)
                settings.priors.push_back(id);
        }
    }
    settings.draft.accept = settings.accept;
    auto writer = store::SourceWriter::begin(db, settings);
    if (!writer)
        return writer.error();
    const auto reader = importer->create(reading, **writer);
    ContentHash hash;
    std::uint64_t size = 0;
    const auto pumped = pump(planned, bytes, *reader, hash, size, writer->get(),
                             settings.resume ? static_cast<std::uint64_t>(reading.firstOffset) : 0);
    if (!pumped) {
        (void)(*writer)->abandon();
        // What is wrong with this one file does not stop the others; what is wrong with the incident file does.
        const ErrorCode code = pumped.error().code;
        if (code == ErrorCode::Format || code == ErrorCode::Unsupported || code == ErrorCode::Invalid ||
            (code == ErrorCode::Io && pumped.error().where == planned.file.path)) {
            out.problem = pumped.error();
            return out;
        }
        Error error = pumped.error();
        if (error.where.empty())
            error.where = label;
        return error;
    }
    const ImportCounts counts = (*writer)->counts();
    if (counts.read == 0 || counts.read == counts.rejected) {
        // Nothing understood: nothing is kept of it but the report. (Its rejected rows are, where there are any.)
        if (counts.read == 0) {
            if (const auto gone = (*writer)->abandon(); !gone)
                return gone.error();
            out.problem = Error{ErrorCode::Format, "no record in it", label,
                                "Check that the export holds data for the time asked for"};
            return out;
        }
    }
    if (planned.file.isStandardInput()) {
        const auto same = store::sourceWithContent(db, hash.hex());
        if (!same)
            return same.error();
        if (*same && (*same)->info.format == out.format && (*same)->info.settings == settings.draft.settings) {
            if (const auto gone = (*writer)->abandon(); !gone)
                return gone.error();
            return knownAlready(std::move(out), (*same)->info);
        }
    }
    const auto info =
        (*writer)->finish(static_cast<std::int64_t>(size), hash.hex(), reading.zone, reader->zoneBasis(), canResume);
    if (!info) {
        (void)(*writer)->abandon();
        Error error = info.error();
        if (error.where.empty())
            error.where = label;
        return error;
    }
    out.counts = info->counts;
    takeAway(out.counts, storedBefore);
    out.first = info->first;
    out.last = info->last;
    out.zone = info->zone;
    out.zoneBasis = info->zoneBasis;
    out.doubtfulTimes = info->doubtfulTimes;
    return out;
}

/// Somebody says otherwise of a known file: it is read again, with its older and newer versions. Null: it can't be,
/// because its bytes are gone.
Result<std::optional<ImportedSource>> ImportRun::reread(const store::KnownSource& known, const SourceSettings& settings,
                                                        ByteSource* bytes, const ImportedSource& about,
                                                        TimeRange accept) {
    RereadRequest request{known.info.id, settings};
    request.format = about.format;
    request.offset = about.offset;
    request.accept = accept;
    request.bytes = bytes;
    request.now = m_request.now;
    // It mines templates of its own; what this import has mined is stored before, and what is there then read anew.
    if (const auto done = settleTemplates(); !done)
        return done.error();
    const auto report = rereadSource(*m_file, request, {}, m_stop);
    m_templates.emplace(m_file->database());
    if (!report) {
        const ErrorCode code = report.error().code;
        if (code != ErrorCode::Unsupported && code != ErrorCode::Invalid && code != ErrorCode::Format)
            return report.error();
        if (!bytes)
            return std::optional<ImportedSource>();
        ImportedSource failed = about;
        failed.problem = report.error();
        return std::optional(std::move(failed));
    }
    ImportedSource out = report->sources.back();
    for (const RereadSource& source : report->sources)
        if (source.before == known.info.id)
            out = source;
    out.path = about.path;
    out.score = about.score;
    out.reason = about.reason;
    out.named = about.named;
    return std::optional(std::move(out));
}

/// Before the first log: what is stored answers already, so names are read and whoever watches is told.
Result<void> ImportRun::tellFeeds(const ImportReport& report) {
    const bool hasAny = std::any_of(report.sources.begin(), report.sources.end(),
                                    [](const ImportedSource& s) { return !s.problem && s.recognised() > 0; });
    if (std::exchange(m_areFeedsTold, true) || !hasAny)
        return {};
    if (m_file)
        if (const auto applied = store::applyNameRules(m_file->database()); !applied)
            return applied.error();
    if (m_observer) {
        ImportProgress told = m_progress;
        told.step = ImportProgress::Step::FeedsStored;
        m_observer(told);
    }
    return {};
}

/// Once all sources are read, templates that differ in values only become one.
Result<void> ImportRun::settleTemplates() {
    if (!m_templates->isOpen())
        return {}; // no log was among them
    auto transaction = store::Transaction::begin(m_file->database());
    if (!transaction)
        return transaction.error();
    m_templates->settle();
    if (const auto done = m_templates->save(); !done)
        return done;
    return transaction->commit();
}

Result<ImportReport> ImportRun::run() {
    const auto begun = std::chrono::steady_clock::now();
    ImportReport report;
    if (const auto known = checkFormats(m_request); !known)
        return known.error();
    const InputList inputs = listInputs(m_request.paths);
    std::vector<bool> isUnderstood(m_request.paths.size(), false);
    for (const auto& problem : inputs.problems)
        report.problems.push_back(problem.error);
    auto maps = ChosenMaps::of(m_request, report.problems);
    if (!maps)
        return maps.error();
    const auto plans = planInputs(
        inputs, m_request, [&](PlannedInput& planned, const SpecimenBytes& bytes) { maps->use(planned, bytes); },
        m_stop);
    if (!plans)
        return plans.error();
    if (!maps->isGivenUsed())
        return Error{ErrorCode::Invalid, "no file has the columns of the map", m_request.mapPath,
                     "foreshock detect FILE --map shows the columns of a file"};
    for (const PlannedInput& planned : *plans)
        m_progress.total += planned.size;
    const auto take = [&](const PlannedInput& planned, ByteSource& bytes) -> Result<void> {
        if (planned.isLeftOut) {
            isUnderstood[planned.file.named] = true;
            return {};
        }
        ImportedSource source;
        if (planned.problem || !planned.importer) {
            source.path = labelOf(planned.file);
            source.named = planned.file.named;
            source.problem = planned.problem;
            source.reason = planned.problem ? planned.problem->message : "";
            m_progress.done += planned.size;
        } else {
            if (isLog(planned))
                if (const auto told = tellFeeds(report); !told)
                    return told;
            auto imported = importOne(planned, bytes);
            if (!imported)
                return imported.error();
            source = std::move(*imported);
        }
        if (source.recognised() > 0)
            isUnderstood[source.named] = true;
        report.sources.push_back(std::move(source));
        return {};
    };
    const auto done = eachPlanned(*plans, take, m_stop);
    // What new names mean, and what old ones mean beside new services. What was stored before a cancel stays, so its
    // names are read too; after any other failure the next import does it.
    if (m_file && (done || done.error().code == ErrorCode::Cancelled)) {
        if (const auto settled = settleTemplates(); !settled && done)
            return settled.error();
        if (const auto applied = store::applyNameRules(m_file->database()); !applied && done)
            return applied.error();
    }
    if (!done)
        return done.error();
    report.hasUnreadableInput = std::find(isUnderstood.begin(), isUnderstood.end(), false) != isUnderstood.end();
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    return report;
}

} // namespace

Result<ImportReport> importPaths(store::IncidentFile* file, const ImportRequest& request,
                                 const ImportObserver& observer, std::stop_token stop) {
    return ImportRun(file, request, observer, std::move(stop)).run();
}

} // namespace foreshock
