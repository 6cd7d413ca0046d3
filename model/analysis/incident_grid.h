// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/robust.h"
#include "model/domain/dependency.h"
#include "model/domain/evidence.h"
#include "model/domain/role.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace foreshock {

/// Minutes since the grid's first minute; negative before it.
using Minute = double;

struct GridSeries {
    int service = 0; ///< index into IncidentGrid::services
    std::string metric;
    std::string unit;
    Values y; ///< one value a minute, NaN: gap
};

/// How a change stands to what a calendar planned.
struct PlannedRun {
    enum class Kind {
        Unplanned, ///< no plan is known
        Open,      ///< planned, and no feed says that it ran
        Done,      ///< planned, and another change is the run: no suspect of its own
        Run        ///< the run of a plan
    };
    Kind kind = Kind::Unplanned;
    ChangeId other;  ///< Done: the run; Run: the plan
    Minute from = 0; ///< Run: planned start
    Minute to = 0;   ///< Run: planned end, = start where none was told
};

struct GridChange {
    ChangeId id;
    int service = 0;
    std::string kind;
    std::string group; ///< the source's rollout, else "service/kind"
    Minute start = 0;
    Minute end = 0;               ///< = start for a moment
    bool isSuspect = true;        ///< false: older than the look-back asked for; still counts as history
    Minute error = 0;             ///< plus or minus of its times
    std::string environment = {}; ///< see change.h
    PlannedRun plan = {};
};

struct GridAlarm {
    AlarmId id;
    int service = 0;
    Minute time = 0;
    std::optional<Minute> end;
    std::string rule;
    bool isHistory = false;       ///< too far off to be ranked; still tells which rules fire all the time
    Minute error = 0;             ///< plus or minus of its times
    std::string environment = {}; ///< see change.h
    std::string metric = {};      ///< what its record says that it watches, may be empty
};

/// A monitoring rule as it is set up.
struct GridRule {
    int service = -1; ///< -1: any
    std::string text;
    std::string metric; ///< what it says that it watches, may be empty
};

struct GridEdge {
    int from = 0;
    int to = 0;
    DependencyKind kind = DependencyKind::Unknown;
};

/// A sample older than the grid, taken soon after a change ended: only the headroom of earlier runs reads it.
struct EarlyValue {
    Minute minute = 0;
    double value = 0;
};

using SeriesKey = std::pair<int, std::string>; ///< service index, metric

/// An incident on whole minutes: what the ranking reads. Kept in canonical order (services by id; series by service and
/// metric; edges; changes by start and id; alarms by time and id), so that no answer depends on the order of an import.
struct IncidentGrid {
    int minutes = 0;
    Instant start; ///< of minute 0
    std::vector<ServiceId> services;
    std::vector<std::string> environments; ///< by service; empty (also as a whole): not told
    std::vector<RoleRule> roleRules;       ///< a person's words, the later one wins
    std::vector<GridRule> rules;           ///< alarm rules that never fired; those that did stand in the alarms
    std::vector<GridSeries> series;
    std::vector<GridEdge> edges;
    std::vector<GridChange> changes;
    std::vector<GridAlarm> alarms;
    std::map<SeriesKey, std::vector<EarlyValue>> early;
    std::vector<SeriesKey> silent; ///< known series without a sample on the grid
    bool hasStatedFeed = false;    ///< a change feed says that it reaches into the look-back
    double feedGap = 0;            ///< share of the look-back that a change feed says it missed, 0 to 1

    /// To the microsecond: a minute is a double, and a text must not show its last bits. Held within what Instant
    /// reaches.
    Instant at(Minute m) const;
    /// Microseconds too, so that records centuries apart (bad dates) do not overflow.
    Minute minuteOf(Instant t) const { return static_cast<double>(t.ns / 1000 - start.ns / 1000) / 60e6; }
    SeriesRef ref(const SeriesKey& key) const { return {services[static_cast<std::size_t>(key.first)], key.second}; }
    const std::string& environmentOf(int service) const;
    /// -1 if unknown.
    int serviceIndex(const ServiceId& id) const;
    /// Plus or minus of the alarms at that minute, the largest.
    Minute alarmErrorAt(Minute t) const;
    /// Brings all lists into canonical order; services must be sorted already.
    void sort();
};

} // namespace foreshock
