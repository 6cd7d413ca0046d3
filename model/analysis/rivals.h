// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/ranking.h"

#include <vector>

namespace foreshock {

/// Who else has a piece of evidence: what rivals share does not decide between them. Only changes that began before the
/// first alarm, have a path and are not as good as impossible (p < 10⁻⁴) count as rivals.
class Rivals {
public:
    Rivals(const Scene& scene, const Ranking& ranking);

    /// Alarms of the group whose service depends on the story's origin.
    int reachOf(const Story& story) const;
    /// Others that reach at least so many.
    int withReach(int alarms, const RankedChange& except) const;
    /// Others with at least half as much of the same service's extra calls.
    int withCalls(const Story& story, const RankedChange& except) const;
    /// Others that take at least half as much of the same series' rise to its ceiling.
    int withCeiling(const CeilingReached& reached, const RankedChange& except) const;
    /// Others with which the same series moved (p < .05).
    int withShift(int series, const RankedChange& except) const;

private:
    template<class Test>
    int count(const RankedChange& except, Test test) const;

    const Scene& m_scene;
    const Ranking& m_ranking;
    std::vector<const RankedChange*> m_rivals;
};

} // namespace foreshock
