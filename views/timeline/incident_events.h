// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/workbench/incident_view.h"

#include <optional>

namespace foreshock {

enum class EventStep { Next, Previous };

/// The nearest change, alarm or note strictly after (or before) an instant.
std::optional<Instant> nextEvent(const IncidentView& incident, Instant from, EventStep step);

} // namespace foreshock
