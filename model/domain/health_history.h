// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/alarm.h"
#include "model/domain/health.h"
#include "model/domain/map_answers.h"

#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

namespace foreshock {

/// The health of every service over time, ready to be asked at any moment by binary search, as scrubbing does.
class HealthHistory {
public:
    struct At {
        Health health = Health::Unknown;
        std::optional<Instant> since; ///< when this state began; none: it always was so
        bool operator==(const At&) const = default;
    };

    HealthHistory() = default;
    /// `measured`: services of which there is a series, a log record or an alarm; the others are unknown. An alarm of
    /// severity 1 says failing, another one degraded, one without data unknown. A service that was seen to break and
    /// has not alarmed yet is degraded; where no alarm of its own follows, until the last alarm of all ends.
    HealthHistory(const std::vector<Alarm>& alarms, const std::map<ServiceId, ServiceBreak>& breaks,
                  std::set<ServiceId> measured);

    At at(const ServiceId& service, Instant moment) const;
    /// Services by their first alarm that fires within a range, the earliest first; with equal times by name.
    std::vector<ServiceId> order(TimeRange range) const;

private:
    struct Step {
        Instant from;
        Health health;
    };
    std::unordered_map<ServiceId, std::vector<Step>> m_steps; ///< ascending; before the first one: fine
    std::set<ServiceId> m_measured;
    std::vector<std::pair<Instant, ServiceId>> m_firings; ///< ascending
};

} // namespace foreshock
