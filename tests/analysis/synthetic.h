// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/incident.h"

#include <cstdint>

namespace foreshock::test {

/// A big made incident: a layered map of `services`, five series each (requests, latency, errors, cpu, threads) on
/// 1,440 minutes, `changes` spread over the day. The change "trigger" on "s<services/2>" raises that service's threads
/// over an hour to a limit, and an hour later its errors and those of its callers begin.
struct SyntheticSize {
    int services = 100;
    int changes = 50;
    int minutes = 1440;
};
Incident syntheticIncident(const SyntheticSize& size, std::uint64_t seed);

} // namespace foreshock::test
