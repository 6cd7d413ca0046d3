// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/ranking.h"
#include "model/analysis/wording.h"

#include <string>
#include <vector>

namespace foreshock {

/// The answer in one or two sentences for somebody who was just woken.
std::string headlineOf(const Scene& scene, const Ranking& ranking, const Wording& words);

/// Series that led the trouble where no change did: a traffic rise, or a step that no recorded change explains.
std::vector<LeadingSeries> leadingSeriesOf(const Scene& scene, const Ranking& ranking, const Wording& words);

} // namespace foreshock
