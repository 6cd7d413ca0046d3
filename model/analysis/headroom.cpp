// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/headroom.h"

#include <algorithm>

namespace foreshock {

EarlierRuns::EarlierRuns(const IncidentGrid& grid) {
    for (const GridChange& c : grid.changes)
        m_ends[{c.service, c.kind}].push_back(c.end);
    for (auto& [key, ends] : m_ends)
        std::sort(ends.begin(), ends.end());
}

Headroom EarlierRuns::headroomOf(const Scene& scene, const GridChange& change, const Story& story) const {
    Headroom out;
    const auto ends = m_ends.find({change.service, change.kind});
    if (ends != m_ends.end())
        out.runs = static_cast<int>(
            std::lower_bound(ends->second.begin(), ends->second.end(), change.start - 60) - ends->second.begin());
    if (!story.reached)
        return out;
    const auto early = scene.grid().early.find(scene.key(story.reached->series));
    if (early == scene.grid().early.end() || early->second.empty())
        return out;
    const int sign = story.reached->sign;
    const double top = median(cut(scene.at(story.reached->series).y(), story.reached->minute, story.onset + 5));
    out.hadMore = true;
    for (const EarlyValue& v : early->second) {
        out.room.push_back(sign * (top - v.value));
        out.hadMore = out.hadMore && out.room.back() > 0;
    }
    return out;
}

} // namespace foreshock
