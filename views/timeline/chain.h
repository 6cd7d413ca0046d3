// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/answer.h"

#include <string>
#include <vector>

namespace foreshock {

/// One station of a suspect's story: the change, a ceiling, a series that moved, the first alarm.
struct ChainPoint {
    enum class Place { Change, Series, Alarms } place = Place::Change;
    ChangeId change;  ///< where place is Change
    SeriesRef series; ///< where place is Series
    Instant at;
    std::optional<double> level; ///< where on the lane, if known
    std::string label;
};

/// change → ceiling → first shifts → alarms, in time order, as the suspect's evidence says. At most five stations.
struct Chain {
    std::vector<ChainPoint> points;
    static Chain of(const Answer& answer, const Suspect& suspect);
};

} // namespace foreshock
