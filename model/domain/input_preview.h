// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/domain/import_issue.h"
#include "model/domain/read_choice.h"
#include "model/domain/source.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace foreshock {

/// What one format thought of a file, in one sentence.
struct InputCandidate {
    std::string format;
    std::string title;
    int score = 0;
    std::string reason;
};

/// A record as it would be read, for people.
struct PreviewRecord {
    std::string kind; ///< "log", "sample", "change", "alarm", "map", "note", "fact"
    std::optional<Instant> time;
    std::string service;
    std::string text;
    std::int64_t line = 0;
};

/// Was a file imported before?
enum class SeenBefore {
    No,
    Same,         ///< the very same bytes, read the same way: nothing will be added
    Grown,        ///< a longer version of a known file: what is new is added
    OtherSettings ///< the same bytes read another way: this reading takes its place
};

/// What an import would make of one file, before anything is stored. `label` is what tells files apart.
struct InputPreview {
    enum class Stage { Recognised, Looked };

    std::string label; ///< path, with the member of an archive behind it
    std::string path;  ///< to open: the file or the archive
    Stage stage = Stage::Recognised;
    std::uint64_t size = 0;

    std::string format; ///< empty: nobody's
    std::string title;
    std::string kinds; ///< of "LMCADTN"
    int score = 0;
    std::string reason;
    std::vector<InputCandidate> candidates; ///< best first

    ImportCounts counts;      ///< of what was looked at
    std::uint64_t looked = 0; ///< bytes of it
    bool isEstimate = false;  ///< only a part was looked at: see estimated()
    bool isLastKnown = true;  ///< false: its end was not looked at
    std::optional<Instant> first, last, firstAlarm;
    std::string zone, zoneBasis;        ///< basis empty: no time was read
    std::vector<ImportIssue> rejected;  ///< the first ones
    std::vector<PreviewRecord> records; ///< the first ones
    std::vector<std::string> services;  ///< names as read, the first ones
    bool hasMoreServices = false;
    std::optional<TableReading> table; ///< where columns can be mapped

    SeenBefore seen = SeenBefore::No;
    ReadChoice choice; ///< under which this was found
    std::optional<Error> problem;
};

/// The counts of the whole file, in proportion to what was looked at.
ImportCounts estimated(const InputPreview& preview);

/// A proposal to read large logs only around the first alarm; everything else stays whole.
struct LogCut {
    TimeRange range;
    Instant firstAlarm;
    std::uint64_t logBytes = 0; ///< of all logs
};

struct FormatName {
    std::string id;
    std::string title;
};

/// What there is to choose from where a file's reading is corrected by hand.
struct ReadOptions {
    std::vector<FormatName> formats;
    std::vector<std::string> zones;
    std::vector<std::string> kinds, times, roles; ///< words of column maps
};

} // namespace foreshock
