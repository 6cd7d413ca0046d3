// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/explain.h"

#include "model/analysis/explain_terms.h"

namespace foreshock {

std::vector<Evidence> explain(const ExplainContext& context, const RankedChange& change) {
    ExplainTerms terms(context, change);
    terms.environment();
    terms.plan();
    terms.veto();
    if (!change.hypothesis.isLate) {
        terms.precedes();
        terms.ceiling();
        terms.calls();
        terms.shift();
        terms.neighbour();
        terms.profile();
        terms.origin();
        terms.path();
        terms.reach();
        terms.earlierRuns();
        terms.notTested();
    }
    return terms.take();
}

} // namespace foreshock
