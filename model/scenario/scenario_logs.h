// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/scenario/exchange_writer.h"
#include "model/scenario/scenario.h"

#include <cstdint>

namespace foreshock {

/// Writes logs.jsonl: the scenario's lines among 10,000 × scale invented background lines, in the order of time.
Result<void> writeLogs(const Scenario& scenario, std::uint64_t seed, int scale, ExchangeWriter& writer);

} // namespace foreshock
