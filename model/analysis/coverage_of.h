// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/rank_options.h"
#include "model/analysis/ranking.h"
#include "model/analysis/wording.h"
#include "model/domain/incident.h"

namespace foreshock {

/// What a ranking looked at and what not, in counts and sentences. Silence is never read as calm: services that no
/// change feed names, series without samples around the onset, alarms off the map and feeds that end too early are
/// listed.
Coverage coverageOf(const Incident& incident, const Scene& scene, const Ranking& ranking, const RankOptions& options,
                    const Wording& words);

} // namespace foreshock
