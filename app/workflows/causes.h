// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/analyse.h"
#include "model/domain/cause_answer.h"

namespace foreshock {

/// In which service the incident started. Reads the samples, and of log records those of the hour before the alarm and
/// of the minutes around it: at most a million, of a shorter past where there are more (a note says so). Errors:
/// Cancelled, Invalid (no such alarm), those of reading. `window` of the request means nothing here.
Result<CauseAnswer> causesOf(IncidentSession& session, const Incident& incident, const RankRequest& request,
                             std::stop_token stop = {});

} // namespace foreshock
