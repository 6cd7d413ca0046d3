// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/reread.h"

#include "app/workflows/source_bytes.h"
#include "importers/registry.h"
#include "model/base/content_hash.h"
#include "model/base/text.h"
#include "model/store/readings.h"
#include "model/store/source_writer.h"

#include <fmt/format.h>

#include <algorithm>

namespace foreshock {
namespace {

std::string fileNameOf(const std::string& path) {
    const std::size_t slash = path.find_last_of('/');
    return slash == std::string::npos || slash + 1 == path.size() ? path : path.substr(slash + 1);
}

/// "12 rejected rows and 3 records outside --since and --until": what the texts of log records do not hold.
std::string missingFrom(const SourceInfo& source) {
    std::string out;
    const auto say = [&](std::int64_t count, const char* one, const char* many) {
        if (count > 0)
            out += fmt::format("{}{} {}", out.empty() ? "" : " and ", numberText(static_cast<double>(count), 15),
                               count == 1 ? one : many);
    };
    say(source.counts.rejected, "rejected row", "rejected rows");
    say(source.counts.outside, "record outside --since and --until", "records outside --since and --until");
    return out;
}

/// What a reader can't make sense of is a wrong setting, not a damaged file: it was read before.
Result<void> ofReader(Result<void> read) {
    if (read || read.error().code != ErrorCode::Format)
        return read;
    Error error = read.error();
    error.code = ErrorCode::Invalid;
    error.help += (error.help.empty() ? "" : ". ") + std::string("The earlier reading stays");
    return error;
}

/// One re-reading of all versions of a file. What it staged is gone with it, unless it was shown.
class Rereading {
public:
    Rereading(store::IncidentFile& file, const RereadRequest& request, const ImportObserver& observer,
              std::stop_token stop)
        : m_db(file.database())
        , m_request(request)
        , m_observer(observer)
        , m_stop(std::move(stop)) {}
    ~Rereading() {
        if (!m_isShown)
            for (const store::Reading& reading : m_readings)
                (void)store::discardReading(m_db, reading.now);
    }
    Result<RereadReport> run();

private:
    Result<void> readOne(const store::KnownSource& known);
    Result<const Importer*> importerFor(const store::KnownSource& known) const;
    Result<void> pump(ByteSource& bytes, Reader& reader, store::SourceWriter& writer, ContentHash& hash,
                      std::int64_t& size);

    store::Database& m_db;
    const RereadRequest& m_request;
    const ImportObserver& m_observer;
    std::stop_token m_stop;
    ImportProgress m_progress;
    RereadReport m_report;
    std::vector<SourceId> m_family;
    std::vector<store::Reading> m_readings;
    bool m_isShown = false;
};

Result<const Importer*> Rereading::importerFor(const store::KnownSource& known) const {
    const std::string& named = !m_request.settings.format.empty() ? m_request.settings.format
                               : m_request.format.empty()         ? known.info.format
                                                                  : m_request.format;
    if (const Importer* importer = importerById(named))
        return importer;
    return Error{ErrorCode::Invalid, fmt::format("there is no format \"{}\"", named), known.info.path,
                 "foreshock formats lists them"};
}

Result<void> Rereading::pump(ByteSource& bytes, Reader& reader, store::SourceWriter& writer, ContentHash& hash,
                             std::int64_t& size) {
    for (;;) {
        if (m_stop.stop_requested())
            return Error{ErrorCode::Cancelled, "cancelled", m_progress.path, "The earlier reading stays"};
        const auto chunk = bytes.next();
        if (!chunk)
            return chunk.error();
        if (chunk->empty())
            return ofReader(reader.finish());
        hash.add(*chunk);
        size += static_cast<std::int64_t>(chunk->size());
        m_progress.done += chunk->size();
        if (const auto kept = writer.keep(*chunk); !kept)
            return kept;
        if (const auto read = reader.take(*chunk); !read)
            return ofReader(read);
        if (m_observer)
            m_observer(m_progress);
    }
}

Result<void> Rereading::readOne(const store::KnownSource& known) {
    const SourceInfo& info = known.info;
    const auto importer = importerFor(known);
    if (!importer)
        return importer.error();
    auto bytes = m_request.bytes && info.id == m_request.source
                     ? Result<SourceBytes>(SourceBytes{nullptr, SourceBytes::From::AtHand})
                     : bytesOf(m_db, known, m_stop);
    if (!bytes)
        return bytes.error();
    ByteSource& stream = bytes->stream ? *bytes->stream : *m_request.bytes;
    const bool isWhole = bytes->from != SourceBytes::From::Texts;
    auto reading = m_request.settings.reading(info.path, known.modified);
    if (!reading)
        return reading.error();
    reading->firstOffset = bytes->firstOffset;
    reading->firstLine = bytes->firstLine;
    store::SourceWriter::Settings settings;
    settings.draft = {info.path,
                      (*importer)->id(),
                      info.format == (*importer)->id() ? info.score : 100,
                      info.format == (*importer)->id() ? info.reason : "chosen by hand",
                      known.contentHash,
                      m_request.settings.text(),
                      0,
                      m_request.offset == Duration{} ? info.offset : m_request.offset,
                      info.importedAt};
    settings.draft.offsetError = info.offsetError;
    settings.draft.kinds = (*importer)->kinds();
    settings.covers = m_request.settings.covers;
    settings.draft.modified = known.modified;
    settings.draft.headHash = known.headHash;
    settings.draft.revisionOf = info.id.value;
    // What was cut away is in no text; what is there is not cut again by times that have become others.
    settings.accept = isWhole ? known.accept.hull(m_request.accept) : TimeRange::everything();
    settings.draft.accept = isWhole ? settings.accept : known.accept;
    settings.rereads = m_family;
    settings.isStaged = true;
    if (!m_readings.empty()) {
        settings.versionOf = m_readings.front().now;
        if (isWhole) // the texts of a newer version are those only that the older ones do not hold
            for (const store::Reading& older : m_readings)
                settings.priors.push_back(older.now);
    }
    const auto isKept = store::hasOriginal(m_db, known.contentHash);
    if (!isKept)
        return isKept.error();
    settings.keepBytes = isWhole && !*isKept && keepsOriginal(**importer, static_cast<std::uint64_t>(info.size));
    auto writer = store::SourceWriter::begin(m_db, settings);
    if (!writer)
        return writer.error();
    m_progress.path = info.path;
    const auto reader = (*importer)->create(*reading, **writer);
    ContentHash hash;
    std::int64_t size = 0;
    if (const auto pumped = pump(stream, *reader, **writer, hash, size); !pumped) {
        Error error = pumped.error();
        if (error.where.empty())
            error.where = info.path;
        return error;
    }
    RereadSource out;
    // The texts may make up the file to the byte: then it can be read on like the file.
    const bool isExact = isWhole || hash.hex() == known.contentHash;
    out.missing = isExact ? "" : missingFrom(info);
    const ImportCounts& counts = (*writer)->counts();
    if (counts.read == counts.rejected && info.counts.read > info.counts.rejected)
        return Error{ErrorCode::Invalid,
                     fmt::format("{} reads no record of it as {}", bytes->words(), (*importer)->id()), info.path,
                     "The earlier reading stays. foreshock detect PATH says which formats fit"};
    // Of texts, the size and hash stay those of the file: it is still known by them.
    const auto done =
        (*writer)->finish(isWhole ? size : info.size, isWhole ? hash.hex() : known.contentHash, reading->zone,
                          reader->zoneBasis(), isExact && (*importer)->canResume() && known.resume && !reading->year);
    if (!done)
        return done.error();
    static_cast<ImportedSource&>(out) = {};
    out.path = info.path;
    out.format = settings.draft.format;
    out.score = settings.draft.score;
    out.reason = settings.draft.reason;
    out.counts = done->counts;
    out.first = done->first;
    out.last = done->last;
    out.zone = done->zone;
    out.zoneBasis = done->zoneBasis;
    out.offset = done->offset;
    out.doubtfulTimes = done->doubtfulTimes;
    out.before = info.id;
    out.after = done->id;
    out.from = bytes->words();
    m_readings.push_back({info.id, done->id, (*writer)->facts()});
    m_report.sources.push_back(std::move(out));
    return {};
}

Result<RereadReport> Rereading::run() {
    const auto family = store::sourceFamily(m_db, m_request.source);
    if (!family)
        return family.error();
    m_family = *family;
    std::vector<store::KnownSource> versions;
    for (const SourceId id : m_family) {
        auto known = store::knownSource(m_db, id);
        if (!known)
            return known.error();
        if (!*known)
            continue;
        m_progress.total += static_cast<std::uint64_t>((*known)->info.size);
        if (id == m_request.source) {
            const std::string what = differenceText(SourceSettings::of((*known)->info.settings), m_request.settings);
            m_report.title = fileNameOf((*known)->info.path) + ": " + (what.empty() ? "read again" : what);
        }
        versions.push_back(std::move(**known));
    }
    if (m_report.title.empty())
        return Error{ErrorCode::Invalid, fmt::format("there is no source {}", m_request.source.value), "",
                     "foreshock sources FILE lists them"};
    for (const store::KnownSource& known : versions)
        if (const auto done = readOne(known); !done)
            return done.error();
    if (const auto shown = store::replaceReadings(m_db, m_report.title, m_request.now, m_readings); !shown)
        return shown.error();
    m_isShown = true;
    // What nobody can come back to any more goes; should that fail, the next opening does it.
    (void)store::tidyReadings(m_db);
    return std::move(m_report);
}

} // namespace

Result<RereadReport> rereadSource(store::IncidentFile& file, const RereadRequest& request,
                                  const ImportObserver& observer, std::stop_token stop) {
    return Rereading(file, request, observer, std::move(stop)).run();
}

bool keepsOriginal(const Importer& importer, std::uint64_t size) {
    // Text packs to a tenth; what could not come under the limit of kept bytes is not packed for nothing.
    constexpr std::uint64_t kMostToKeep = std::uint64_t{512} << 20;
    return !importer.keepsText() && size <= kMostToKeep;
}

} // namespace foreshock
