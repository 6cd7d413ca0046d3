// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/rivals.h"
#include "model/analysis/wording.h"
#include "model/domain/evidence.h"
#include "model/domain/incident.h"

#include <vector>

namespace foreshock {

/// Everything that one ranking's explanations read.
struct ExplainContext {
    const Scene& scene;
    const Ranking& ranking;
    const Rivals& rivals;
    const Wording& words;
    const Incident& incident;
};

/// Every term of a suspect's score as evidence, in words, the telling ones first, then what could not be tested.
/// Weights are the term's nats; terms that only inform weigh 0.
std::vector<Evidence> explain(const ExplainContext& context, const RankedChange& change);

} // namespace foreshock
