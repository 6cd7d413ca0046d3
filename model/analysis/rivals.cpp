// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/rivals.h"

#include <algorithm>

namespace foreshock {
namespace {

constexpr double kLeastP = 1e-4; ///< a change less likely than this is nobody's rival

} // namespace

Rivals::Rivals(const Scene& scene, const Ranking& ranking)
    : m_scene(scene)
    , m_ranking(ranking) {
    for (const RankedChange& c : ranking.changes)
        if (!c.hypothesis.isLate && c.story() && c.p >= kLeastP)
            m_rivals.push_back(&c);
}

template<class Test>
int Rivals::count(const RankedChange& except, Test test) const {
    return static_cast<int>(std::count_if(m_rivals.begin(), m_rivals.end(),
                                          [&](const RankedChange* c) { return c != &except && test(*c->story()); }));
}

int Rivals::reachOf(const Story& story) const {
    const auto& members = m_ranking.group.members;
    return static_cast<int>(std::count_if(members.begin(), members.end(), [&](const GroupMember& m) {
        return m.service >= 0 && m_scene.graph().reaches(m.service, story.origin);
    }));
}

int Rivals::withReach(int alarms, const RankedChange& except) const {
    return count(except, [&](const Story& s) { return reachOf(s) >= alarms; });
}

int Rivals::withCalls(const Story& story, const RankedChange& except) const {
    return count(except,
                 [&](const Story& s) { return s.origin == story.origin && s.callsShare >= .5 * story.callsShare; });
}

int Rivals::withCeiling(const CeilingReached& reached, const RankedChange& except) const {
    return count(except, [&](const Story& s) {
        return s.reached && s.reached->series == reached.series && s.reached->share >= .5 * reached.share;
    });
}

int Rivals::withShift(int series, const RankedChange& except) const {
    return count(except, [&](const Story& s) { return s.effect && s.effect->series == series && s.effect->p < .05; });
}

} // namespace foreshock
