// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/incident_session.h"
#include "model/domain/source.h"
#include "model/store/kept_answers.h"

#include <vector>

namespace foreshock {

/// What a window shows of an incident file at once.
struct OpenedIncident {
    store::InputsVersion version; ///< taken before the rest was read
    Incident incident;            ///< without samples
    TimeRange extent;             ///< of the contiguous recording that holds the incident
    std::vector<SourceInfo> sources;
    std::int64_t logRecords = 0;
    std::int64_t samples = 0;
};

/// Reads all but samples and logs. Errors as IncidentSession::open.
Result<OpenedIncident> readIncident(IncidentSession& session);

/// The stretch of recording around the first alarm (the last one, without alarms), from whole minute to whole minute:
/// `stretches` of samples and logs belong together until a hole of more than kRecordingHole over everything. Early
/// single samples and long-past changes are left out.
TimeRange recordedExtent(const Incident& incident, std::vector<TimeRange> stretches);

} // namespace foreshock
