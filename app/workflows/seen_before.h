// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/import_plan.h"
#include "model/domain/input_preview.h"
#include "model/store/source_rows.h"

#include <stop_token>
#include <string>
#include <utility>

namespace foreshock {

/// Hash of a whole file, and of its first `prefix` bytes (empty, if it is shorter). Errors: Io, Cancelled.
Result<std::pair<std::string, std::string>> contentHashes(const std::string& path, std::uint64_t prefix,
                                                          std::stop_token stop = {});

/// Fills in what was said before of a known file, where nothing else is said now, and answers the importer that reads
/// it: the very same bytes are read as before, a version of the same file by what it was said to be.
const Importer* asSaidBefore(SourceSettings& wanted, const store::KnownSource& known, bool isSame, bool isSameFile,
                             const Importer* recognised);

/// Was this file imported into the incident before? Reads it whole only if one of its size or at its path was.
/// Errors: Io, Sql, Cancelled.
Result<SeenBefore> seenBefore(const store::Database& db, const PlannedInput& planned, const ImportRequest& request,
                              std::stop_token stop = {});

} // namespace foreshock
