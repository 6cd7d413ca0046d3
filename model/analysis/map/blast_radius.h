// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/map/edge_lags.h"
#include "model/domain/incident.h"

namespace foreshock {

/// What happens to everything else when a service fails.
///
/// Trouble travels from a service to its dependents: over hard and auth edges at once, over buffered ones once the
/// buffer is full, over soft ones only if one was seen to act hard (its dependent broke after it, in this record), over
/// unknown ones perhaps. Where this record measured an edge's lag, that is taken; a path's time is the sum, the soonest
/// path counts (Dijkstra 1959). Tooling and telemetry are listed apart: they break nothing, but blind or bind those who
/// repair. (s + e) log s. `service` must be on the map.
BlastRadius blastRadius(const Incident& incident, const ServiceMap& map, const ServiceBreaks& breaks, int service);

} // namespace foreshock
