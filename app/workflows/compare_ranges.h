// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/incident_session.h"
#include "model/domain/range_comparison.h"

#include <stop_token>

namespace foreshock {

/// What changed from range a to range b, over all series and log attributes. Errors: Cancelled, those of reading.
Result<RangeComparison> askComparison(IncidentSession& session, TimeRange a, TimeRange b, std::stop_token stop = {});

} // namespace foreshock
