// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/rank_options.h"
#include "model/analysis/sample_source.h"
#include "model/domain/answer.h"
#include "model/domain/incident.h"

#include <optional>
#include <stop_token>

namespace foreshock {

/// Which change, maybe hours before and elsewhere, explains these alarms — or why none does. See ranking.h for how it
/// is weighed and explain.h for the evidence. Lack of metrics is never "none": then it ranks by path, order and kind
/// and says so. The order of lists in the incident does not matter. Null if stopped. Cost: one ranking, and one more
/// for each series that one of the first three suspects rests on; 500 series × 1,440 samples with 50 changes take well
/// under a second.
std::optional<Answer> rankChanges(const Incident& incident, SampleSource& samples, const RankOptions& options,
                                  std::stop_token stop = {});
/// The same for an incident that holds its samples.
std::optional<Answer> rankChanges(const Incident& incident, const RankOptions& options, std::stop_token stop = {});

} // namespace foreshock
