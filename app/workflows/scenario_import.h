// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/import.h"
#include "model/scenario/scenario.h"

#include <cstdint>
#include <string>

namespace foreshock {

/// How to turn a scenario into a recorded incident.
struct ScenarioRequest {
    std::uint64_t seed = 1;
    int scale = 1;    ///< multiplies background log lines
    std::string keep; ///< folder to leave the exchange files in; empty: a temporary one, removed
    Instant now;
};

/// The scenario behind a path, or behind the id of one that the program brings ("kinesis-2020-11-25").
/// Errors: Io, Format.
Result<Scenario> loadScenario(const std::string& pathOrId);
/// Ids of the scenarios that the program brings.
std::vector<std::string> builtInScenarios();

/// Writes the scenario's exchange files and imports them like any folder. Errors as importPaths, and Io for the folder.
Result<ImportReport> recordScenario(store::IncidentFile& file, const Scenario& scenario, const ScenarioRequest& request,
                                    const ImportObserver& observer = {}, std::stop_token stop = {});

} // namespace foreshock
