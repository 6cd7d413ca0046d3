// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/import.h"

#include "app/workflows/column_maps.h"
#include "app/workflows/dry_run_sink.h"
#include "app/workflows/import_plan.h"
#include "importers/registry.h"
#include "model/base/content_hash.h"
#include "model/base/text.h"
#include "model/base/time_text.h"
#include "model/store/alias_writer.h"
#include "model/store/source_writer.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

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
    Result<std::pair<std::string, std::string>> hashes(const std::string& path, std::uint64_t prefix) const;
    std::string settingsText(const PlannedInput& planned) const;
    struct Maps {
        std::vector<NamedMap> given, saved;
    };
    Result<Maps> chosenMaps(ImportReport& report) const;
    std::string labelOf(const InputFile& file) const;

    store::IncidentFile* m_file;
    const ImportRequest& m_request;
    const ImportObserver& m_observer;
    std::stop_token m_stop;
    ImportProgress m_progress;
    std::optional<store::TemplateBook> m_templates; ///< null: nothing is stored
};

/// Maps decide over recognition: --map, then those saved for a header. A format that was named decides over both.
Result<ImportRun::Maps> ImportRun::chosenMaps(ImportReport& report) const {
    Maps out;
    if (!m_request.mapPath.empty()) {
        Result<NamedMap> map = readMap(m_request.mapPath);
        if (!map)
            return Error{ErrorCode::Invalid, map.error().message, map.error().where, map.error().help};
        out.given.push_back(std::move(*map));
    }
    if (m_request.format.empty())
        out.saved = savedMaps(report.problems);
    return out;
}

std::string ImportRun::settingsText(const PlannedInput& planned) const {
    nlohmann::ordered_json settings;
    settings["service"] = m_request.service;
    settings["zone"] = m_request.zone ? m_request.zone->name() : "";
    settings["offset_ms"] = m_request.offset.ns / 1'000'000;
    if (!planned.columnMap.empty())
        settings["map"] = planned.columnMap;
    if (m_request.year)
        settings["year"] = *m_request.year;
    if (m_request.start)
        settings["start"] = rfc3339(*m_request.start);
    return settings.dump();
}

std::string ImportRun::labelOf(const InputFile& file) const {
    if (m_request.labelRoot.empty() || file.path == "-")
        return file.label;
    const std::filesystem::path root = m_request.paths[file.named];
    return m_request.labelRoot + "/" + std::filesystem::path(file.label).lexically_relative(root).string();
}

/// Hash of the whole file and of its first `prefix` bytes.
Result<std::pair<std::string, std::string>> ImportRun::hashes(const std::string& path, std::uint64_t prefix) const {
    auto stream = InputStream::open(path);
    if (!stream)
        return stream.error();
    ContentHash whole;
    std::string atPrefix;
    std::uint64_t read = 0;
    for (;;) {
        if (m_stop.stop_requested())
            return Error{ErrorCode::Cancelled, "cancelled", path, ""};
        const auto chunk = stream->next();
        if (!chunk)
            return chunk.error();
        if (chunk->empty())
            return std::pair{whole.hex(), atPrefix};
        std::string_view rest = *chunk;
        if (read < prefix && read + rest.size() >= prefix) {
            whole.add(rest.substr(0, prefix - read));
            atPrefix = whole.hex();
            rest.remove_prefix(prefix - read);
            read = prefix;
        }
        whole.add(rest);
        read += rest.size();
    }
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
    DryRunSink sink(m_request.accept);
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
    out.zone = m_request.zone.value_or(Zone()).name();
    out.offset = m_request.offset;
    m_progress.path = label;
    if (!m_file)
        return dryRun(planned, bytes, std::move(out));

    store::Database& db = m_file->database();
    store::SourceWriter::Settings settings;
    settings.draft = {label, out.format,       out.score,    out.reason, "", settingsText(planned),
                      0,     m_request.offset, m_request.now};
    settings.accept = m_request.accept;
    settings.templates = &*m_templates;
    // Text packs to a tenth; what could not come under the limit of kept bytes is not packed for nothing.
    constexpr std::uint64_t kMostToKeep = std::uint64_t{512} << 20;
    settings.keepBytes = planned.importer->kinds().find('L') == std::string::npos && planned.size <= kMostToKeep;
    ReadSettings reading = settingsFor(planned, m_request);
    reading.path = label;
    // A given year is the first record's: what follows is read on from there, so all of it again.
    const bool canResume =
        planned.importer->canResume() && !planned.file.isStandardInput() && !planned.file.member && !m_request.year;
    std::int64_t storedBefore = 0;
    if (!planned.file.isStandardInput()) {
        const auto known = store::sourceAtPath(db, label, out.format, settings.draft.settings);
        if (!known)
            return known.error();
        const std::uint64_t prefix = *known ? static_cast<std::uint64_t>((*known)->size) : 0;
        // A file of a size never seen, at a path never seen, is new: it need not be read twice to know.
        const auto isSizeKnown = store::hasSourceOfSize(db, static_cast<std::int64_t>(planned.size));
        if (!isSizeKnown)
            return isSizeKnown.error();
        auto hashed = !planned.contentHash.empty()
                          ? Result<std::pair<std::string, std::string>>(std::pair(planned.contentHash, std::string()))
                      : *known || *isSizeKnown
                          ? hashes(planned.file.path, prefix)
                          : Result<std::pair<std::string, std::string>>(std::pair<std::string, std::string>());
        if (!hashed) {
            if (hashed.error().code == ErrorCode::Cancelled)
                return hashed.error();
            out.problem = hashed.error();
            return out;
        }
        settings.draft.contentHash = hashed->first;
        const auto same = hashed->first.empty() ? Result<std::optional<store::KnownSource>>(std::nullopt)
                                                : store::sourceWithContent(db, hashed->first, out.format, "");
        if (!same)
            return same.error();
        const bool isGrown = *known && hashed->second == (*known)->contentHash && planned.size > prefix;
        const store::KnownSource* before = *same ? &**same : isGrown ? &**known : nullptr;
        if (before && before->settings == settings.draft.settings) {
            // What was once asked for stays: a later, narrower range takes nothing away.
            settings.accept = before->accept.hull(settings.accept);
            if (*same && settings.accept == before->accept) {
                m_progress.done += planned.size;
                return knownAlready(std::move(out), before->info);
            }
        }
        // Counts of records outside the range have no place in the file to resume from. Growing is one transaction, all
        // of it in the write-ahead log until its end: more than this is read anew, in many.
        const bool isResumable = isGrown && !*same && canResume && before->resume &&
                                 planned.size - prefix <= kMostGrowth && settings.accept == before->accept &&
                                 before->info.counts.outside == 0;
        if (isResumable) {
            settings.resume = before->resume;
            reading.firstLine = before->resume->line;
            reading.firstOffset = before->resume->offset;
        } else if (before) {
            settings.replaces = before->info.id;
            if (!*same)
                storedBefore = before->info.counts.stored.sum();
        }
    }
    settings.draft.accept = settings.accept;
    auto writer = store::SourceWriter::begin(db, settings);
    if (!writer)
        return writer.error();
    const auto reader = planned.importer->create(reading, **writer);
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
        const auto same = store::sourceWithContent(db, hash.hex(), out.format, settings.draft.settings);
        if (!same)
            return same.error();
        if (*same) {
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
    return out;
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
    if (!m_request.format.empty() && !importerById(m_request.format))
        return Error{ErrorCode::Invalid, fmt::format("there is no format \"{}\"", m_request.format), "",
                     "foreshock formats lists them"};
    const InputList inputs = listInputs(m_request.paths);
    std::vector<bool> isUnderstood(m_request.paths.size(), false);
    for (const auto& problem : inputs.problems)
        report.problems.push_back(problem.error);
    const auto maps = chosenMaps(report);
    if (!maps)
        return maps.error();
    bool isGivenUsed = maps->given.empty();
    const auto useMaps = [&](PlannedInput& planned, const SpecimenBytes& bytes) {
        const bool usesGiven = useMap(planned, bytes, maps->given);
        isGivenUsed = isGivenUsed || usesGiven;
        if (!usesGiven)
            (void)useMap(planned, bytes, maps->saved);
    };
    const auto plans = planInputs(inputs, m_request.format, useMaps, m_stop);
    if (!plans)
        return plans.error();
    if (!isGivenUsed)
        return Error{ErrorCode::Invalid, "no file has the columns of the map", m_request.mapPath,
                     "foreshock detect FILE --map shows the columns of a file"};
    for (const PlannedInput& planned : *plans)
        m_progress.total += planned.size;
    const auto take = [&](const PlannedInput& planned, ByteSource& bytes) -> Result<void> {
        ImportedSource source;
        if (planned.problem || !planned.importer) {
            source.path = labelOf(planned.file);
            source.named = planned.file.named;
            source.problem = planned.problem;
            source.reason = planned.problem ? planned.problem->message : "";
            m_progress.done += planned.size;
        } else {
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
