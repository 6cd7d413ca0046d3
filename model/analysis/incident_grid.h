// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/robust.h"
#include "model/domain/dependency.h"
#include "model/domain/evidence.h"

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

struct GridChange {
    ChangeId id;
    int service = 0;
    std::string kind;
    std::string group; ///< the source's rollout, else "service/kind"
    Minute start = 0;
    Minute end = 0;        ///< = start for a moment
    bool isSuspect = true; ///< false: older than the look-back asked for; still counts as history
    Minute error = 0;      ///< plus or minus of its times
};

struct GridAlarm {
    AlarmId id;
    int service = 0;
    Minute time = 0;
    std::optional<Minute> end;
    std::string rule;
    bool isHistory = false; ///< too far off to be ranked; still tells which rules fire all the time
    Minute error = 0;       ///< plus or minus of its times
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
    std::vector<GridSeries> series;
    std::vector<GridEdge> edges;
    std::vector<GridChange> changes;
    std::vector<GridAlarm> alarms;
    std::map<SeriesKey, std::vector<EarlyValue>> early;
    std::vector<SeriesKey> silent; ///< known series without a sample on the grid
    double feedGap = 0;            ///< share of the look-back that a change feed says it missed, 0 to 1

    /// To the microsecond: a minute is a double, and a text must not show its last bits. Held within what Instant
    /// reaches.
    Instant at(Minute m) const;
    /// Microseconds too, so that records centuries apart (bad dates) do not overflow.
    Minute minuteOf(Instant t) const { return static_cast<double>(t.ns / 1000 - start.ns / 1000) / 60e6; }
    SeriesRef ref(const SeriesKey& key) const { return {services[static_cast<std::size_t>(key.first)], key.second}; }
    /// -1 if unknown.
    int serviceIndex(const ServiceId& id) const;
    /// Plus or minus of the alarms at that minute, the largest.
    Minute alarmErrorAt(Minute t) const;
    /// Brings all lists into canonical order; services must be sorted already.
    void sort();
};

} // namespace foreshock
