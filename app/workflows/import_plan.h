// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/import_request.h"
#include "importers/importer.h"

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace foreshock {

/// A file with the importer that will read it, or why nobody can.
struct PlannedInput {
    InputFile file;
    const Importer* importer = nullptr;
    Recognition recognition;
    std::string head; ///< of standard input: bytes already taken
    std::uint64_t size = 0;
    std::string columnMap; ///< JSON, for the importers that read by one
    std::optional<Error> problem;
};

/// Asks every importer, or the one named by `format`.
PlannedInput planInput(const InputFile& file, const std::string& format, std::stop_token stop);
/// Small feeds that decide the answer before the logs that illustrate it; what nobody reads last.
void orderPlans(std::vector<PlannedInput>& plans);
/// What the reader of a planned file needs to know.
ReadSettings settingsFor(const PlannedInput& planned, const ImportRequest& request);

} // namespace foreshock
