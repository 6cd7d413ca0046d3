// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/incident_grid.h"
#include "model/domain/incident.h"

namespace foreshock::test {

/// The incident that a grid may have come from, its first alarm (minute 0 if none) at a given time.
Incident incidentOf(const IncidentGrid& grid, Instant firstAlarm);

} // namespace foreshock::test
