// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/base/time.h"
#include "model/domain/dependency.h"
#include "model/domain/service.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace foreshock {

/// A corner of a metric's ideal shape; no value: no data from here to the next corner.
struct ScenarioPoint {
    double minute = 0; ///< after t0
    std::optional<double> value;
};

struct ScenarioMetric {
    std::string id;
    ServiceId service;
    std::string unit;
    Duration step;
    std::vector<ScenarioPoint> points; ///< straight lines between them
    double noise = 0;                  ///< relative, 1 σ
    std::optional<double> least;       ///< clamps, after the noise
    std::optional<double> most;
    std::string seenVia;
    std::string basis;
};

struct ScenarioChange {
    ChangeId id;
    ServiceId service;
    std::string kind;
    Instant start;
    std::optional<Instant> end;
    std::string what;
    std::string basis;
    bool isRecorded = true;              ///< false: it happened, but no feed holds it
    std::optional<double> spreadSeconds; ///< how long it goes on spreading after its end; none: not told
};

/// An earlier change of the trigger's kind and what it left of the headroom.
struct ScenarioEarlierRun {
    Instant start;
    ServiceId service;
    std::string kind;
    std::string what;
    std::string metric;
    std::optional<double> after;
    std::string fleetMetric;
    std::optional<double> fleetAfter;
    std::string basis;

    /// A scenario gives no end; what it left is measured then.
    Instant end() const { return start + Duration::minutes(60); }
};

struct ScenarioAlarm {
    AlarmId id;
    ServiceId service;
    int severity = 2;
    std::string rule;
    Instant start;
    std::optional<Instant> end;
    std::string basis;
};

struct ScenarioLog {
    Instant time;
    ServiceId service;
    std::string host;
    std::string level;
    std::string message;
};

/// What responders did and learnt.
struct ScenarioEntry {
    Instant time;
    ServiceId service;
    std::string kind;
    std::string text;
    std::string source;
    std::string basis;
};

/// For scoring and debriefs; never part of what a scenario builds.
struct ScenarioTruth {
    ChangeId trigger; ///< may be empty
    std::string verdict;
    std::vector<std::string> leadingSeries;
};

/// A recorded incident as facts: a file of the form foreshock-scenario/1.
struct Scenario {
    std::string id;
    std::string title;
    std::string zone; ///< IANA name
    Instant t0;       ///< start of the trigger
    Instant firstAlarm;
    Instant end;
    std::vector<Service> services;
    std::vector<Dependency> dependencies;
    std::vector<ScenarioChange> changes;
    std::vector<ScenarioEarlierRun> earlierRuns;
    std::vector<ScenarioMetric> metrics;
    std::vector<ScenarioAlarm> alarms;
    std::vector<ScenarioLog> logs;
    std::vector<ScenarioEntry> timeline;
    ScenarioTruth truth;

    Instant at(double minute) const { return t0 + Duration::ofMinutes(minute); }
    /// From the first to the last thing that its metrics, or else its alarms and logs, show.
    TimeRange range() const;
};

/// Errors: Format, with the row and member that is missing or wrong.
Result<Scenario> parseScenario(std::string_view json);

} // namespace foreshock
