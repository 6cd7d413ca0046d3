// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/incident_grid.h"

#include <vector>

namespace foreshock {

/// Changes of one rollout, controller or schedule (else of one service and kind) share one prior.
class ChangeGroups {
public:
    explicit ChangeGroups(const std::vector<GridChange>& changes);

    int groupOf(int change) const { return m_group[change]; }
    int sizeOf(int group) const { return m_size[group]; }
    /// Share of the prior that one run of its group carries: 1 up to three runs, else their median spacing (at least
    /// 5 min) over 400 min, at most 1. More history of the same rhythm does not change it.
    double weightOf(int change) const { return m_weight[m_group[change]]; }

private:
    std::vector<int> m_group; ///< by change
    std::vector<int> m_size;  ///< by group
    std::vector<double> m_weight;
};

} // namespace foreshock
