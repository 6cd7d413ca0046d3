// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/import_issue.h"
#include "model/domain/source.h"
#include "model/store/database.h"
#include "model/store/snapshot.h"

#include <string>
#include <string_view>
#include <vector>

namespace foreshock::store {

/// What is known of a source before its first record.
struct SourceDraft {
    std::string path;
    std::string format;
    int score = 0;
    std::string reason;
    std::string contentHash; ///< empty for a stream
    std::string settings;    ///< as JSON text
    std::int64_t size = 0;
    Duration offset; ///< added to its times by every reader
    Instant importedAt;
    Duration offsetError = {};                   ///< plus or minus of the offset
    Instant modified = {};                       ///< of its file
    std::string headHash = {};                   ///< of the first kHeadBytes; empty for a shorter file
    std::optional<std::int64_t> revisionOf = {}; ///< row of the reading that this one takes the place of
    SourceState state = SourceState::Loading;    ///< Loading or Live
    TimeRange accept = TimeRange::everything();  ///< what of it was asked for
    std::string kinds = {};                      ///< what its format can hold, of "LMCADTN"
};

/// Where a longer version of a known file may be read on.
struct ResumePoint {
    SourceId source;
    std::int64_t size = 0;   ///< bytes known
    std::string contentHash; ///< of these bytes
    std::int64_t offset = 0; ///< start of the last known record, which is read again
    std::int64_t line = 1;   ///< its line
};

Result<SourceId> insertSource(const Database& db, const SourceDraft& draft);
/// Writes what became of the source and its state.
Result<void> finishSource(const Database& db, SourceId id, const SourceInfo& info, std::int64_t size,
                          const std::string& contentHash, std::optional<ResumePoint> resume);
/// Deletes a source and everything that came from it.
Result<void> removeSource(const Database& db, SourceId id);
/// Cleans up after a dead process (the caller holds the lock, so nobody is loading): deletes sources left in state
/// `loading`; a recording left in state `live` is complete as far as it was committed.
Result<void> removeAbandonedSources(const Database& db);

/// Live and complete sources (and loading ones, which readers show as partial), in order of import.
Result<std::vector<SourceInfo>> sources(const Database& db, const Snapshot& snapshot);
/// A complete source as an import looks it up: is this file known, and how far?
struct KnownSource {
    SourceInfo info;
    TimeRange accept;
    std::string contentHash;
    std::string headHash;
    Instant modified; ///< of its file
    std::optional<ResumePoint> resume;
};
/// The newest complete source with that content; null if there is none.
Result<std::optional<KnownSource>> sourceWithContent(const Database& db, std::string_view contentHash);
/// Is there a complete source of so many bytes? If not, a file of that size is new.
Result<bool> hasSourceOfSize(const Database& db, std::int64_t size);
/// A complete source by its id; null if there is none.
Result<std::optional<KnownSource>> knownSource(const Database& db, SourceId id);
/// Bytes by which a renamed file is known.
inline constexpr std::size_t kHeadBytes = 1024;
/// The newest complete source of that path or with the same first bytes (if any are given); null if there is none.
Result<std::optional<KnownSource>> versionOfFile(const Database& db, std::string_view path, std::string_view headHash);
/// All of them, the oldest first.
Result<std::vector<SourceId>> versionsOfFile(const Database& db, std::string_view path, std::string_view headHash);
/// A complete source with all that add to the same file, or that it adds to; the oldest first.
Result<std::vector<SourceId>> sourceFamily(const Database& db, SourceId id);
/// The reading that is seen of a source's bytes now: the source itself, unless another one took its place.
Result<SourceId> seenReading(const Database& db, SourceId id);
/// How many earlier readings of a source's bytes undo or redo may show again.
Result<std::int64_t> hiddenReadings(const Database& db, SourceId id);
/// The source that a newer version says it adds to, given the older ones in order: the oldest that the last of them
/// belongs to; null of none.
Result<std::optional<SourceId>> firstVersion(const Database& db, const std::vector<SourceId>& versions);
/// Forgets rows that were rejected at or behind a byte, before they are read again; their number.
Result<std::int64_t> forgetIssues(const Database& db, SourceId id, std::int64_t offset);

/// Rejected rows of one source, or of all (id 0), in order, at most `limit`.
Result<std::vector<ImportIssue>> importIssues(const Database& db, const Snapshot& snapshot, SourceId id,
                                              std::int64_t limit);

/// Raises the revision of a kind of input; call inside the transaction that writes it.
Result<void> raiseRevision(const Database& db, std::string_view kind);

} // namespace foreshock::store
