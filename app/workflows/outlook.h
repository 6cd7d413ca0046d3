// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/incident_session.h"
#include "model/analysis/limits/growth.h"
#include "model/analysis/limits/limits_report.h"

#include <optional>
#include <stop_token>
#include <string>

namespace foreshock {

/// Resources beside their limits, and recoveries. Errors: Cancelled, those of reading.
Result<LimitsReport> findLimits(IncidentSession& session, const LimitsRequest& request, std::stop_token stop = {});

/// A larger fleet's resources, the one with the least room first. Errors: Invalid, those of reading.
Result<std::vector<WhatIf>> askWhatIf(IncidentSession& session, const GrowthRequest& request,
                                      std::stop_token stop = {});

/// A threshold in words: "31130", or "95%" of the series' limit unless the series itself is a share.
struct ThresholdRequest {
    std::string series; ///< metric or service/metric
    bool isAbove = true;
    std::string threshold;
    Duration holding;
    Duration horizon = Duration::hours(6);
};
/// Errors: Invalid (no or several such series, no number, no limit to take a share of), those of reading.
Result<Backtest> testThreshold(IncidentSession& session, const ThresholdRequest& request, std::stop_token stop = {});

} // namespace foreshock
