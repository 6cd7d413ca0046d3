// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/reread.h"
#include "app/workflows/source_clock.h"
#include "app/workflows/time_words.h"

#include <stop_token>

namespace foreshock {

/// What a person says about a stored source; what is null stays as it is, an empty text leaves it to the default.
struct CorrectionRequest {
    SourceId source;
    std::optional<std::string> zone, service, format;
    std::optional<Duration> offset, error;
};

/// Reads the source again where zone, service or format are others, then corrects its clock. What can't be understood
/// is told before anything is done. Answers the edit's title; nothing to do: an empty one.
Result<std::string> correctSource(store::IncidentFile& file, const CorrectionRequest& request, Instant now,
                                  std::stop_token stop = {});

/// Corrects the clock of a source by the true time of one of its records, in a person's words.
Result<std::string> anchorRecord(store::IncidentFile& file, SourceId source, std::int64_t line, std::string_view words,
                                 const TimeContext& context, Instant now);

} // namespace foreshock
