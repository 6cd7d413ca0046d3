// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/incident_session.h"
#include "model/domain/template_overview.h"

#include <stop_token>

namespace foreshock {

/// What of the log is asked: a range, a service (empty: all), and a moment that templates are compared around.
struct TemplateQuestion {
    TimeRange range;
    ServiceId service;
    std::optional<Instant> at;
    Duration window;    ///< so long before and after it
    std::string around; ///< what that moment is
    bool operator==(const TemplateQuestion&) const = default;
};

/// The templates of a range with their course in `cells` cells, counted from stored counts by minute, and what began,
/// ceased or changed its rate around the moment. Errors: Cancelled, those of reading.
Result<TemplateOverview> templateOverview(IncidentSession& session, const TemplateQuestion& question, int cells,
                                          std::stop_token stop = {});

} // namespace foreshock
