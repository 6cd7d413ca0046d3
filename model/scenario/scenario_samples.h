// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/scenario/exchange_writer.h"
#include "model/scenario/scenario.h"

#include <cstdint>

namespace foreshock {

/// Writes metrics.csv: what the earlier runs left, then the samples of all metrics in the order of time.
Result<void> writeSamples(const Scenario& scenario, std::uint64_t seed, ExchangeWriter& writer);

} // namespace foreshock
