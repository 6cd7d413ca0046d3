// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/incident_grid.h"
#include "model/analysis/sample_source.h"
#include "model/domain/incident.h"

#include <optional>
#include <vector>

namespace foreshock {

/// What of an incident goes onto a grid.
struct GridPlan {
    TimeRange range;                  ///< minute 0 is the whole minute that holds its begin
    TimeRange alarms;                 ///< alarms that start outside are history
    Instant first;                    ///< the clock, for what looks back from it
    std::optional<Duration> lookBack; ///< changes that ended longer before `first` are history
};

/// The stretch that a ranking reads for alarms between `first` and `last`: the contiguous recording (see recording.h)
/// that holds them, at least 300 min before the first where recorded, at most 14 days before it (slow faults are ranked
/// up to ten) and one day after the last.
TimeRange gridRange(const std::vector<TimeRange>& recordings, Instant first, Instant last);

/// An incident on whole minutes. A minute holds the mean of its samples. A series of longer step holds its value for
/// one step, never longer, so that gaps stay gaps; a null sample ends the holding. Series known by instance only are
/// averaged over instances. Alarms without data (state NoData) are left out. Linear in the samples of the range; of
/// samples it holds those of one series at a time.
IncidentGrid gridOf(const Incident& incident, SampleSource& samples, const GridPlan& plan);

} // namespace foreshock
