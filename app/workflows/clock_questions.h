// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/incident_session.h"
#include "model/domain/clock_offset.h"

#include <stop_token>

namespace foreshock {

/// How much the clocks of the imported sources differ, as proposals. Reads every log record once, and the request rates
/// around the alarms. Errors: Cancelled, those of reading.
Result<ClockReport> askClocks(IncidentSession& session, std::stop_token stop = {});

} // namespace foreshock
