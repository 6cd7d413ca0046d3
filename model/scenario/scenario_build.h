// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/scenario/exchange_writer.h"
#include "model/scenario/scenario.h"

#include <cstdint>

namespace foreshock {

struct BuildOptions {
    std::uint64_t seed = 1;
    int scale = 1; ///< multiplies the background log lines, nothing else
};

/// Writes the plain exchange files of a scenario: metrics.csv, logs.jsonl, changes.jsonl, alarms.jsonl, topology.json,
/// notes.jsonl and incident.json. The whole truth of what was measured, nothing of the scenario's `truth`. Equal seeds
/// give equal bytes on every machine. Memory: independent of the scale.
Result<void> buildScenario(const Scenario& scenario, const BuildOptions& options, ExchangeWriter& writer);

} // namespace foreshock
