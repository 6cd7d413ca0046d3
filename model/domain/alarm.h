// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/id.h"
#include "model/base/time.h"
#include "model/domain/detail.h"

#include <optional>
#include <string>

namespace foreshock {

enum class AlarmState { Firing, Resolved, NoData };

/// A monitoring rule that fired on a service.
struct Alarm {
    AlarmId id;
    ServiceId service;
    std::string metric; ///< may be empty
    std::string title;
    std::string rule; ///< the rule's text with its comparison, may be empty
    int severity = 2; ///< 1 most severe
    AlarmState state = AlarmState::Firing;
    Instant start;
    std::optional<Instant> end; ///< none: still firing, or not known
    std::string basis;
    std::optional<Instant> arrivedAt;
    Details details;              ///< runbook, dashboard, assignee… as the source names them
    Duration error = {};          ///< plus or minus of its times: what its source's clock is known to
    std::string environment = {}; ///< see change.h

    /// What the series roles read: the rule, else the metric, else the title.
    const std::string& ruleText() const { return !rule.empty() ? rule : !metric.empty() ? metric : title; }
};

} // namespace foreshock
