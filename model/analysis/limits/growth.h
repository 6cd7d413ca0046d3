// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/sample_source.h"
#include "model/base/result.h"
#include "model/domain/incident.h"
#include "model/domain/limits.h"

#include <optional>
#include <string>
#include <vector>

namespace foreshock {

struct GrowthRequest {
    ServiceId service;
    double add = 0;
    std::string metric;          ///< empty: every resource of the service with a limit
    std::string against;         ///< metric of the size or load; empty: the fleet's size
    std::optional<double> limit; ///< in place of a known one
    std::optional<Instant> at;   ///< as things stood then
};

/// What a larger fleet (or load) would do to a service's resources, the one with the least room first.
///
/// Reads the whole history of both series, earlier runs included; see settled_levels.h, size_fit.h and what_if.h. "Now"
/// is the last settled level. Errors: Invalid, saying what is missing and how to tell it.
Result<std::vector<WhatIf>> whatIfGrown(const Incident& incident, SampleSource& samples, const GrowthRequest& request);

} // namespace foreshock
