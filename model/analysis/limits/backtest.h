// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/incident.h"
#include "model/domain/limits.h"

#include <set>
#include <span>

namespace foreshock {

struct BacktestRequest {
    bool isAbove = true;
    double threshold = 0;
    Duration holding;                      ///< it must be beyond for so long before the alarm fires
    Duration horizon = Duration::hours(6); ///< a warning counts if an incident begins so long after it at the latest
};

/// First alarms of the incidents that concern these services: alarms up to 5 h apart are one incident.
std::vector<Backtest::Warning> incidentsOf(const std::vector<Alarm>& alarms, const std::set<ServiceId>& services);

/// What an alarm at a threshold would have done over a record: the lead before each incident and the false alarms.
///
/// An episode is a run of samples beyond; nulls and gaps of up to 2.5 usual steps are bridged. It fires `holding` after
/// its begin. Its lead on an incident counts from that moment; none if it fired more than the horizon before it ended,
/// or after it. An alarm that would have fired at the first sample and never ended warns of nothing. Linear.
Backtest backtest(std::span<const Sample> samples, std::vector<Backtest::Warning> incidents,
                  const BacktestRequest& request);

} // namespace foreshock
