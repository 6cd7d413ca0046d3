// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/import_request.h"
#include "app/workflows/source_settings.h"
#include "model/store/incident_file.h"

#include <stop_token>

namespace foreshock {

/// Which stored source to read again, and under what.
struct RereadRequest {
    SourceId source;
    SourceSettings settings;
    std::string format = {};                    ///< importer id; empty: as it was read, or as the settings name it
    Duration offset = {};                       ///< 0: as it is
    TimeRange accept = TimeRange::everything(); ///< joined with what was asked for before
    ByteSource* bytes = nullptr;                ///< its bytes, where they are at hand
    Instant now = {};
};

/// What a source reads as now.
struct RereadSource : ImportedSource {
    SourceId before, after;
    std::string from;    ///< "the kept original", "the file", "the stored texts"
    std::string missing; ///< what could not be read again because nothing has it any more; empty: nothing is missing
};
struct RereadReport {
    std::string title; ///< of the edit: "app.log: zone America/Los_Angeles"
    std::vector<RereadSource> sources;
};

/// Reads a stored source again under other settings, and with it the other versions of its file. The new reading takes
/// the place of the old one in one transaction, as an edit that can be undone: a crash leaves the old one. Bytes come
/// from the file if it is still what was read, else from the kept original, else from the texts of its log records.
/// Errors: Unsupported (its bytes are gone), Invalid (settings, or nothing could be read under them), Cancelled, Io.
Result<RereadReport> rereadSource(store::IncidentFile& file, const RereadRequest& request,
                                  const ImportObserver& observer = {}, std::stop_token stop = {});

/// Is an importer's original kept beside what was read of it?
bool keepsOriginal(const Importer& importer, std::uint64_t size);

} // namespace foreshock
