// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/map/edge_lags.h"
#include "model/domain/incident.h"

namespace foreshock {

/// Everything each service depends on: directly, through others, over edges that nobody had written down, and for its
/// responders only; direct edges with untested failsafes first (soft or buffered and unconfirmed; one that acted hard
/// on top). And the single points that responders' tools and telemetry share. Cost: one walk a service, three for its
/// sets.
DependencyAudit auditOf(const Incident& incident, const ServiceMap& map, const ServiceBreaks& breaks);

} // namespace foreshock
