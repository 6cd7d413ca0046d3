// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/open_incident.h"
#include "model/domain/answer.h"
#include "views/workbench/incident_view.h"

#include <memory>
#include <string>

namespace foreshock {

/// What the window shows of an incident, whole: records, lanes in their order, index. O(records): never on the window
/// thread. `answer` may be null: not known yet.
std::shared_ptr<const IncidentView> viewOf(const OpenedIncident& opened, const std::string& path, bool isReadOnly,
                                           const Answer* answer);
/// The same incident once an answer is there: the view itself if the answer changes nothing of it, else a copy.
std::shared_ptr<const IncidentView> viewUnder(const Answer& answer, const OpenedIncident& opened,
                                              std::shared_ptr<const IncidentView> view);

} // namespace foreshock
