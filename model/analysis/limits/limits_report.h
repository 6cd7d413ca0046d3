// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/sample_source.h"
#include "model/domain/incident.h"
#include "model/domain/limits.h"

#include <optional>
#include <stop_token>

namespace foreshock {

struct LimitsRequest {
    std::optional<Instant> at;    ///< as things stood then; none: at the end of the record
    std::optional<double> target; ///< of recoveries
    std::string series;           ///< glob: only these may recover; empty: series of progress
};

/// Every resource beside its limit, declared or found, tightest first; and how fast things come back.
///
/// A limit is sought in this order: declared (see limit_match.h), a plateau (see plateau_search.h), 100 % where the
/// unit is a share. Series that could have one: saturation, backlog, and what is unknown and unwatched. Read from the
/// recording that holds the alarms, or from the last three days. Null if stopped. Cost: one plateau search a series and
/// hour of its last day.
std::optional<LimitsReport> limitsReport(const Incident& incident, SampleSource& samples, const LimitsRequest& request,
                                         std::stop_token stop = {});

/// The limit that a report gives a series; null: none.
std::optional<ResourceLimit> limitIn(const LimitsReport& report, const SeriesRef& series);

} // namespace foreshock
