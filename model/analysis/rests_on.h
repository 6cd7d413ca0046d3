// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/explain.h"
#include "model/domain/answer.h"

#include <optional>
#include <stop_token>

namespace foreshock {

/// The series with the largest positive weight in a suspect's evidence; null if none speaks for it.
std::optional<SeriesRef> mainstayOf(const std::vector<Evidence>& evidence);

/// The ranking without one series, for all suspects that rest on it. Cost: one ranking less what was measured before.
std::optional<Ranking> rankWithout(const Scene& scene, const SeriesRef& series, Measurements& measurements,
                                   const GroupChoice& choice, std::stop_token stop);

/// How a suspect stands in a ranking without its mainstay. `now` is its place with it, from 1.
RestsOn restsOn(const SeriesRef& series, const GridChange& change, int now, bool wasNamed, const IncidentGrid& grid,
                const Ranking& without);

} // namespace foreshock
