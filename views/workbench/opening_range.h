// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/answer.h"
#include "views/workbench/incident_view.h"

namespace foreshock {

/// The first look at an incident: from a little before the lead (or four hours before the first alarm) to a little
/// after the ranked alarms; all of it where there is no alarm.
TimeRange openingRange(const IncidentView& incident, const Answer* answer);

} // namespace foreshock
