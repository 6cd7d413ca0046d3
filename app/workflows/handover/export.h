// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/handover/leak_scan.h"
#include "app/workflows/handover/pseudonymiser.h"
#include "app/workflows/incident_session.h"
#include "model/domain/source.h"

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace foreshock {

struct ExportRequest {
    std::string folder;
    std::optional<PseudonymRequest> pseudonyms;
};

/// What an export wrote, and what of the incident the exchange form can't carry.
struct ExportReport {
    std::vector<std::string> files;
    RecordCounts records;
    std::int64_t cutMessages = 0;    ///< longer than a row may be: their beginning was written
    std::int64_t unnamedSamples = 0; ///< of series without a metric name: not written
    std::string replacementsPath;    ///< empty: names stayed
    std::int64_t replacements = 0;
    std::int64_t namesBeyond = 0;
    LeakReport leaks;
    double seconds = 0;
};

/// Writes an incident as a folder of plain exchange files, which imports into an equal one. Memory, whatever the
/// incident's size: a log query's (LogResult), some 4 MB of samples, and the feeds and the map, which are held whole as
/// for any answer; with pseudonyms, theirs. Errors: Io (the folder is not empty, the disk is full), Cancelled, Sql,
/// Format (damage); then the folder is not there.
Result<ExportReport> exportIncident(IncidentSession& session, const ExportRequest& request, std::stop_token stop = {});

} // namespace foreshock
