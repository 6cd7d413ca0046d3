// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/answer.h"
#include "model/domain/baseline.h"
#include "model/domain/change_point.h"
#include "model/domain/log_window.h"
#include "views/time_scope/lane_setup.h"
#include "views/timeline/alarm_groups.h"
#include "views/timeline/event_index.h"
#include "views/timeline/lane_order.h"
#include "views/workbench/incident_view.h"

#include <map>
#include <memory>
#include <optional>
#include <set>

namespace foreshock {

/// A level that a series holds: found (plateau) or stated (limit).
struct Plateau {
    double level = 0;
    std::optional<Instant> since;
    enum class Basis { Inferred, Declared } basis = Basis::Inferred;
};

/// Another period under the present one: its windows as if they had been now.
struct Compared {
    QString words; ///< "a day earlier"
    std::map<SeriesId, SeriesWindow> windows;
};

/// What the timeline has been given so far. Parts arrive in any order; old ones are painted meanwhile.
struct TimelineValues {
    std::shared_ptr<const IncidentView> incident;
    std::shared_ptr<const Answer> answer;
    std::shared_ptr<const EventIndex> index;   ///< of the incident
    std::optional<ShownLanes> lanes;           ///< of all here that lanes depend on; none: worked out for each frame
    std::shared_ptr<const AlarmStorms> storms; ///< null: not worked out yet
    std::shared_ptr<const AlarmGroups> groups; ///< of incident, answer and storms; null: of what is here
    ChangeId selected;
    LaneSetup setup;
    TimeRange heatRange;
    std::vector<HeatRow> heat;
    std::set<ServiceId> troubled; ///< showed heat at any time: their rows must not jump while panning
    std::set<ServiceId> logged;   ///< showed log records at any time
    std::map<SeriesId, SeriesWindow> windows;
    std::map<SeriesId, std::vector<ChangePoint>> changePoints;

    std::map<SeriesId, double> declaredLimits;
    std::map<SeriesId, BaselineBand> baselines; ///< of the last range asked for
    std::optional<Compared> compared;           ///< lies under the present
    std::vector<SeriesInfo> asked;              ///< lines of a question in SQL

    const Suspect* selectedSuspect() const;
    /// The lanes as they follow from all this.
    ShownLanes shownLanes() const;
    /// Evidence of a ceiling, of any suspect; looked up once for all lanes of a frame.
    std::vector<const Evidence*> ceilings() const;
    /// The ceiling that any suspect's evidence found on this series, else the limit declared for it.
    std::optional<Plateau> plateauOf(const SeriesInfo& info, const std::vector<const Evidence*>& ceilings) const;
    std::optional<Plateau> plateauOf(const SeriesInfo& info) const { return plateauOf(info, ceilings()); }
    const HeatRow* heatOf(const ServiceId& service) const;
};

} // namespace foreshock
