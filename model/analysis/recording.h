// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/incident.h"

#include <vector>

namespace foreshock {

/// Stretches in which something was recorded: no hole over 6 h over all series and the given moments, in time order.
/// Ranges end just after their last sample. Linear in the samples.
std::vector<TimeRange> recordings(const Incident& incident, const std::vector<Instant>& moments);

} // namespace foreshock
