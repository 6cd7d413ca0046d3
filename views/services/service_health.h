// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/theme/glyph.h"
#include "views/workbench/incident_view.h"

namespace foreshock {

/// The worst that the alarms of a service say within a range.
Health healthOf(const IncidentView& incident, const ServiceId& service, TimeRange range);

} // namespace foreshock
