// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/incident_session.h"
#include "model/domain/alarm_storm.h"

#include <stop_token>

namespace foreshock {

/// All alarms as incidents, heaviest first. Errors: Cancelled, those of reading.
Result<AlarmStorms> askStorms(IncidentSession& session, std::stop_token stop = {});

} // namespace foreshock
