// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/change_groups.h"

#include "model/analysis/rank_constants.h"

#include <algorithm>
#include <unordered_map>

namespace foreshock {

ChangeGroups::ChangeGroups(const std::vector<GridChange>& changes) {
    using namespace rank_constants;
    std::unordered_map<std::string, int> ids;
    std::vector<Values> starts;
    for (const GridChange& c : changes) {
        const int id = ids.emplace(c.group, static_cast<int>(ids.size())).first->second;
        m_group.push_back(id);
        if (id == static_cast<int>(starts.size()))
            starts.emplace_back();
        starts[id].push_back(c.start);
    }
    for (Values& v : starts) {
        std::sort(v.begin(), v.end());
        m_size.push_back(static_cast<int>(v.size()));
        m_weight.push_back(v.size() > 3 ? std::min(1.0, std::max(median(steps(v)), 5.0) / kPriorSpan) : 1.0);
    }
}

} // namespace foreshock
