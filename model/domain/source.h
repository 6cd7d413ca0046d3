// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/id.h"
#include "model/base/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace foreshock {

enum class SourceState { Loading, Live, Complete, Hidden };
std::string_view nameOf(SourceState state);
std::optional<SourceState> sourceState(std::string_view word);

/// Records stored, by kind.
struct RecordCounts {
    std::int64_t logs = 0;
    std::int64_t samples = 0;
    std::int64_t changes = 0;
    std::int64_t alarms = 0;
    std::int64_t dependencies = 0;
    std::int64_t notes = 0;
    std::int64_t sum() const { return logs + samples + changes + alarms + dependencies + notes; }
};

/// How a source's clock is corrected, exactly: "+1 min 30 s ±1 s", "-0.25 s", "as read", "as read ±2 s".
std::string clockWords(Duration offset, Duration error);

/// What became of everything a source held: read = stored + rejected + duplicates + outside + folded.
struct ImportCounts {
    std::int64_t read = 0;
    RecordCounts stored;
    std::int64_t rejected = 0;
    std::int64_t duplicates = 0;
    std::int64_t outside = 0;
    std::int64_t folded = 0;
};

/// For what stretch of time a source speaks: what happened there would be in it. Its basis: "stated" by the source,
/// "given" by a person, "exported" (from its first record to the moment of the export), "assumed" (first to last
/// record); empty where it has neither.
struct CoverageSpan {
    TimeRange range{};
    std::string basis;
    bool isStated() const { return !basis.empty() && basis != "assumed"; }
    bool operator==(const CoverageSpan&) const = default;
};

/// Where records came from: one file, archive member or stream, under one setting.
struct SourceInfo {
    SourceId id;
    std::string uuid;
    std::string path; ///< as given
    std::string format;
    int score = 0;
    std::string reason; ///< why that format
    SourceState state = SourceState::Complete;
    ImportCounts counts;
    std::optional<Instant> first;
    std::optional<Instant> last;
    std::string zone;
    std::string zoneBasis; ///< "in the record", "given", "assumed UTC"
    Duration offset;       ///< added to its times by every reader
    Duration offsetError;  ///< plus or minus of that offset
    Instant importedAt;
    std::int64_t size = 0;              ///< bytes read
    std::string settings;               ///< what it was read under, JSON
    std::optional<SourceId> revisionOf; ///< a reading under other settings that this one took the place of
    std::optional<SourceId> versionOf;  ///< the older version of the same file that this one adds to
    std::int64_t doubtfulTimes = 0;     ///< records whose time the clocks skipped or showed twice
    std::int64_t toldArrivals = 0;      ///< records that say when they could be seen
    Duration usualDelay;                ///< of arrival behind the event: assumed for all others
    std::string kinds = {};             ///< what its format can hold, of "LMCADTN"
    CoverageSpan coverage = {};         ///< for what stretch it would have told what happened

    /// Are its times other than what it says?
    bool isAdjusted() const { return offset.ns != 0 || offsetError.ns != 0; }
    /// Records of moments (not of the map) that could be seen at a time which is only assumed, 0 to 1.
    double assumedShare() const {
        const std::int64_t timed = counts.stored.sum() - counts.stored.dependencies;
        return timed > 0 ? 1 - static_cast<double>(toldArrivals) / static_cast<double>(timed) : 0;
    }
};

} // namespace foreshock
