// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/alarm_group.h"
#include "model/analysis/grid_builder.h"
#include "model/analysis/rank_options.h"

#include <optional>

namespace foreshock {

/// Which part of an incident file one ranking reads.
struct RankScope {
    GridPlan plan;
    int otherGroups = 0;             ///< alarm groups in other stretches of time; not counted for an outline
    std::optional<TimeRange> before; ///< the stretch of alarms before this one
};

/// Alarms more than 300 min apart never share a group; of the bunches that this leaves, takes the one that holds the
/// asked alarm or follows the marked start, else the one with the heaviest group (see alarm_group.h). Null: no alarm,
/// no mark, or no alarm of that id.
std::optional<RankScope> scopeOf(const Incident& incident, SampleSource& samples, const RankOptions& options);

/// Which group of the scope's grid to rank.
GroupChoice groupChoice(const IncidentGrid& grid, const RankOptions& options);

} // namespace foreshock
