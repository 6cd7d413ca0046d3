// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/lane_limits.h"

#include "model/analysis/limits/limit_match.h"

namespace foreshock {

std::map<SeriesId, DeclaredLimit> declaredLimits(const Incident& incident) {
    std::map<SeriesId, DeclaredLimit> out;
    if (!incident.limits.empty())
        for (const SeriesData& series : incident.series)
            if (const DeclaredLimit* limit = limitFor(incident.limits, series.info))
                out.emplace(series.info.id, *limit);
    return out;
}

} // namespace foreshock
