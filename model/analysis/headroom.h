// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/hypothesis.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace foreshock {

/// Earlier changes of the same kind on the same service that were fine.
struct Headroom {
    int runs = 0;             ///< ended over an hour before this one began
    bool hadMore = false;     ///< each known value soon after one was below the plateau reached this time
    std::vector<double> room; ///< distance of those values to the plateau, oldest first
};

/// Ends of changes by service and kind, so that history is counted in O(log n) a suspect.
class EarlierRuns {
public:
    explicit EarlierRuns(const IncidentGrid& grid);
    Headroom headroomOf(const Scene& scene, const GridChange& change, const Story& story) const;

private:
    std::map<std::pair<int, std::string>, std::vector<Minute>> m_ends; ///< ascending
};

} // namespace foreshock
