// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/incident_session.h"
#include "model/analysis/template_changes.h"
#include "model/domain/answer.h"

#include <stop_token>

namespace foreshock {

/// What was logged before and after a moment. Errors: Cancelled, those of reading.
Result<TemplateHistory> readTemplateHistory(IncidentSession& session, Instant at, Duration window,
                                            std::stop_token stop = {});

/// New and surging log templates on the services of the first suspects, between each change and the first alarm, become
/// rows of their evidence. They weigh nothing: what they are worth has not been measured yet.
Result<void> addTemplateEvidence(IncidentSession& session, Answer& answer, const Zone& zone, std::stop_token stop = {});

} // namespace foreshock
