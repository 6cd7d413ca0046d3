// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/import_request.h"
#include "model/store/incident_file.h"

#include <stop_token>

namespace foreshock {

/// Imports everything behind the request's paths into an incident file: alarms, changes, map and metrics first, logs
/// last. A file that can't be read, or is nobody's format, is told in the report and the rest goes on. `file` may be
/// null for a dry run. Errors: Cancelled, Io (disk full…), Sql — what was stored before stays, the source in hand is
/// removed.
Result<ImportReport> importPaths(store::IncidentFile* file, const ImportRequest& request,
                                 const ImportObserver& observer = {}, std::stop_token stop = {});

} // namespace foreshock
