// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/source.h"
#include "model/store/database.h"

#include <optional>
#include <string_view>

namespace foreshock::store {

/// What is known of the stretch that a source speaks for, while it is read.
struct CoverageNotes {
    std::optional<TimeRange> given;     ///< a person's word
    std::optional<Instant> from, to;    ///< what the source itself says
    std::optional<Instant> first, last; ///< of its records
    std::optional<CoverageSpan> before; ///< of a source that grows
    TimeRange accept = TimeRange::everything();
};

/// A person's word, else what the source states, else from its first record to its export, else first to last record
/// (assumed); what --since and --until cut off is not covered.
CoverageSpan coverageFrom(const CoverageNotes& notes);

/// "2020-11-25T10:00:00Z/2020-11-25T14:00:00Z", UTC where no offset is written; null for anything else.
std::optional<TimeRange> coverageText(std::string_view text);

/// Brings facts "covers:NAME" (of an incident.json) to the sources of that name or path, whichever came first. Inside a
/// transaction of the caller.
Result<void> applyToldCoverage(const Database& db);

} // namespace foreshock::store
