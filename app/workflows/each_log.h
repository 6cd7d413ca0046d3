// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/incident_session.h"
#include "model/domain/log_record.h"

#include <functional>
#include <stop_token>

namespace foreshock {

/// Every log record of the session, in the order of time. Errors: Cancelled, those of reading. Memory: some thousand
/// records at a time.
Result<void> eachLog(IncidentSession& session, const std::stop_token& stop,
                     const std::function<void(const LogRecord&)>& visit);

} // namespace foreshock
