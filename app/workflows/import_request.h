// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/input_files.h"
#include "model/domain/read_choice.h"
#include "model/domain/source.h"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace foreshock {

/// What to import and how; the defaults are what one drop without questions does. What it says of reading holds for
/// every file that has no choice of its own.
struct ImportRequest : ReadChoice {
    std::vector<std::string> paths;
    std::string labelRoot; ///< replaces the named folder at the front of a source's label; empty: labels are paths
    TimeRange accept = TimeRange::everything();     ///< --since, --until
    TimeRange acceptLogs = TimeRange::everything(); ///< narrower still, for files that hold nothing but log records
    std::string mapPath;                            ///< a column map for the files that have its columns
    std::map<std::string, ReadChoice> own;          ///< choices of single files, by label
    std::set<std::string> only;                     ///< labels of the files to take; empty: all
    std::optional<TimeRange> covers;                ///< for what stretch the sources speak, as a person says
    bool isDryRun = false;
    Instant now; ///< when this import runs
};

/// How a file is to be read: by its own choice, else by what holds for all.
inline const ReadChoice& choiceOf(const ImportRequest& request, const std::string& label) {
    const auto own = request.own.find(label);
    return own == request.own.end() ? request : own->second;
}

/// What became of one file.
struct ImportedSource {
    std::string path;
    std::string format; ///< empty: not recognised
    int score = 0;
    std::string reason;
    ImportCounts counts;
    std::optional<Instant> first, last;
    std::string zone, zoneBasis;
    Duration offset;
    std::optional<Error> problem; ///< why nothing of it was stored
    std::size_t named = 0;
    bool isKnown = false;           ///< the very same bytes were imported before
    std::int64_t doubtfulTimes = 0; ///< records whose time the clocks skipped or showed twice

    /// Records that were understood, whether stored or not.
    std::int64_t recognised() const { return counts.read - counts.rejected; }
};

struct ImportReport {
    std::vector<ImportedSource> sources;
    std::vector<Error> problems; ///< paths that could not be read at all
    double seconds = 0;
    /// Was there a named path in which no record was recognised?
    bool hasUnreadableInput = false;
};

/// How far an import is; bytes over all files.
struct ImportProgress {
    enum class Step {
        Bytes,       ///< more was read
        FeedsStored, ///< told once, between sources: alarms, changes, map and metrics are in, logs begin
    };
    Step step = Step::Bytes;
    std::string path;
    std::uint64_t done = 0;
    std::uint64_t total = 0;
};
using ImportObserver = std::function<void(const ImportProgress&)>;

} // namespace foreshock
