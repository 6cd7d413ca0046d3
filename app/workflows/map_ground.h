// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/incident_session.h"
#include "model/analysis/map/service_breaks.h"
#include "model/analysis/map/service_map.h"

#include <stop_token>

namespace foreshock {

/// What every question about the map begins with.
struct MapGround {
    Incident incident;
    ServiceBreaks breaks;

    /// Errors: Cancelled, those of reading.
    static Result<MapGround> of(IncidentSession& session, const std::stop_token& stop);
};

/// Says which names are near.
Error noSuchService(const ServiceMap& map, const ServiceId& asked);

} // namespace foreshock
