// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/incident_session.h"
#include "model/domain/source.h"

#include <vector>

namespace foreshock {

/// What a window shows of an incident file at once, and what the analyses read.
struct OpenedIncident {
    Incident incident; ///< with samples
    TimeRange extent;  ///< of the contiguous recording that holds the incident
    std::vector<SourceInfo> sources;
    std::int64_t logRecords = 0;
    std::int64_t samples = 0;
};

/// Reads all but the logs. Memory: 16 B a sample. Errors as IncidentSession::open, and Cancelled.
Result<OpenedIncident> readIncident(IncidentSession& session, std::stop_token stop = {});

/// The stretch of recording around the first alarm (or before the end, without alarms): hours of records belong
/// together until a hole of more than 6 h over everything. Early single samples and long-past changes are left out.
TimeRange recordedExtent(const Incident& incident, TimeRange logs);

} // namespace foreshock
