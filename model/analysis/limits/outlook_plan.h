// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/grid_builder.h"

#include <optional>

namespace foreshock {

/// The stretch that looks at "how things stand" read: the one of the heaviest alarm group (see rank_scope.h), or, where
/// no alarm had fired by `at`, the last three days of the recording before it (at: none, the end of the record).
/// Null: nothing was recorded by then.
std::optional<GridPlan> outlookPlan(const Incident& incident, SampleSource& samples, std::optional<Instant> at);

} // namespace foreshock
