// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/headroom.h"

#include "model/analysis/ceiling.h"
#include "model/analysis/rank_constants.h"

#include <algorithm>

namespace foreshock {

using rank_constants::kHeadroomWithin;

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
        out.runs = static_cast<int>(std::lower_bound(ends->second.begin(), ends->second.end(), change.start - 60) -
                                    ends->second.begin());
    if (!story.reached)
        return out;
    const auto early = scene.grid().early.find(scene.key(story.reached->series));
    if (early == scene.grid().early.end() || early->second.empty())
        return out;
    const int sign = story.reached->sign;
    const double top = plateauOf(scene.at(story.reached->series).y(), sign, story.reached->minute, story.onset).level;
    const std::vector<EarlyValue>& values = early->second;
    out.hadMore = true;
    for (int run = 0; run < out.runs; ++run) {
        const Minute end = ends->second[static_cast<std::size_t>(run)];
        const auto after = std::lower_bound(values.begin(), values.end(), end - 1,
                                            [](const EarlyValue& v, Minute m) { return v.minute < m; });
        if (after == values.end() || after->minute > end + kHeadroomWithin)
            continue;
        out.room.push_back(sign * (top - after->value));
        out.hadMore = out.hadMore && out.room.back() > 0;
    }
    out.hadMore = out.hadMore && !out.room.empty();
    return out;
}

} // namespace foreshock
