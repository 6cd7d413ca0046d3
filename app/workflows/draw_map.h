// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/incident_session.h"
#include "model/domain/health_history.h"
#include "model/domain/map_drawing.h"

#include <map>
#include <stop_token>
#include <vector>

namespace foreshock {

struct MapRequest {
    std::optional<ServiceId> focus;
    int hops = 2; ///< from the focus, in both directions
};

/// A map of an incident with what happened to its services.
struct MapOfIncident {
    MapDrawing drawing;
    HealthHistory health;
    std::vector<ServiceId> order; ///< of their first alarms in the wave that is shown
    /// By service, ascending: those from half a day before the first trouble on, the newest kMostChanges of each.
    std::map<ServiceId, std::vector<Change>> changes;
    static constexpr std::size_t kMostChanges = 200;
    Instant most; ///< the first moment at which most of its services are in trouble
};

/// Lays the map out and reads what happened to its services. Without services: an empty drawing. Errors: Invalid (the
/// focus is not on the map, with the nearest names), Unsupported (Graphviz is missing), Cancelled, those of reading.
Result<MapOfIncident> drawMap(IncidentSession& session, const MapRequest& request, std::stop_token stop = {});

} // namespace foreshock
