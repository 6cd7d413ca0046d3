// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/base/time.h"
#include "model/domain/source.h"
#include "model/store/repair/lost_records.h"

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace foreshock::store {

/// Something that a repair could not save.
struct Loss {
    std::string source; ///< its path; empty: of the file as a whole
    std::string kind;   ///< log records, samples, changes...
    std::optional<std::int64_t> count;
    std::optional<SeqRange> records; ///< which log records
    std::optional<TimeRange> time;   ///< as read; its end is the last record's time
    std::string detail;              ///< further words; may be empty

    /// One sentence.
    std::string text() const;
};

/// What a repair did.
struct SalvageReport {
    std::int64_t sources = 0;
    RecordCounts saved;
    std::vector<Loss> lost;
    std::vector<std::string> remade; ///< what could be worked out anew, in sentences; nothing of it is lost
};

/// Saves what is whole in a damaged incident file into a new one at `to`, which must not exist; the damaged one is
/// only read, page by page, never through SQLite. Texts, columns and samples are taken if their checksums fit, rows if
/// their page can be read; counts by second, search filters and indexes are made anew. Sources keep their uuid and log
/// records their numbers, so that links stay valid; what was lost of a source is told in it as a remark, and importing
/// its file again replaces it. Written beside as TO.part and renamed at the end.
/// Errors: Io, Locked, Format (nothing to save), Cancelled.
Result<SalvageReport> salvage(const std::string& from, const std::string& to, std::stop_token stop = {});

} // namespace foreshock::store
