// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/import_request.h"
#include "model/domain/input_preview.h"

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace foreshock {

/// What an import of the request would store and lose, file by file.
struct ImportPreview {
    std::vector<InputPreview> inputs;  ///< in the order in which they would be stored
    std::optional<Instant> knownAlarm; ///< the first one of the incident that takes the import
    std::optional<LogCut> cut;         ///< proposed where the logs are large and an alarm is known
};
/// A file of which more is known now, and how much of all bytes was looked at, from 0 to 1.
using PreviewObserver = std::function<void(const InputPreview&, double share)>;

/// Looks at everything behind the request's paths without storing anything; `incidentFile` (may be empty) says what was
/// imported before. Files of up to 8 MiB are read whole, larger ones from a stretch at the start and one at the end, as
/// far as their format allows; what can't be read in parts (one JSON document) is read whole. The observer sees every
/// file when it is recognised and when it was looked at. Errors: Cancelled, Invalid (a format
/// that there is not); what is wrong with a file stands in its preview.
Result<ImportPreview> previewImport(const ImportRequest& request, const std::string& incidentFile,
                                    const PreviewObserver& observer = {}, std::stop_token stop = {});

/// Large logs only around the first alarm: 2 h before it and 1 h behind. Null if the logs together are not more than
/// 1 GB, reach no further, or no alarm is known (`knownAlarm`: of the incident that takes the import).
std::optional<LogCut> proposeLogCut(const std::vector<InputPreview>& inputs, std::optional<Instant> knownAlarm);

/// What there is to choose from. Reads the list of zones from the system.
ReadOptions readOptions();

} // namespace foreshock
