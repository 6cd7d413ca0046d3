// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/explain.h"
#include "model/domain/answer.h"

#include <vector>

namespace foreshock {

/// Looks that would speak against a suspect or settle it, at most three. Commands are PromQL with the metric's and
/// service's names as imported: they may need the names of the place where they are run.
std::vector<Check> checksFor(const ExplainContext& context, const RankedChange& change);

} // namespace foreshock
