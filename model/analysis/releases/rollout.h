// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/incident.h"

#include <set>
#include <string>
#include <vector>

namespace foreshock {

/// One step of a rollout: instances that it brought and took away.
struct RolloutStep {
    const Change* change = nullptr;
    Instant done;
    std::set<std::string> added;
    std::set<std::string> removed;
};

/// A canary or rolling release of one service: its steps share a group (a change without one is its own).
struct Rollout {
    ServiceId service;
    std::string group;
    std::vector<RolloutStep> steps; ///< in order of time
    Instant start;                  ///< of the first step
    Instant done;                   ///< when the first step was done: new instances take calls from here on
};

/// The instances that a change names in its scope, "us-east-1a; instances a-3, a-4; replaces a-1".
RolloutStep rolloutStep(const Change& change);

/// Rollouts that started within a range and name the instances that they brought. The incident outlives them.
std::vector<Rollout> rolloutsOf(const Incident& incident, TimeRange range);

} // namespace foreshock
