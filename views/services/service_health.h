// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/log_window.h"
#include "views/theme/glyph.h"
#include "views/workbench/incident_view.h"

#include <set>

namespace foreshock {

/// Has the incident anything measured about a service: an alarm, a series, log records?
bool hasTelemetry(const IncidentView& incident, const ServiceId& service, const std::set<ServiceId>& logged);
/// The worst that the alarms of a service say within a range; unknown where nothing is measured.
Health healthOf(const IncidentView& incident, const ServiceId& service, TimeRange range,
                const std::set<ServiceId>& logged);
/// Adds the services that a heat row shows records of; true if there was a new one.
bool noteLogged(const std::vector<HeatRow>& rows, std::set<ServiceId>& logged);

} // namespace foreshock
