// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/incident_session.h"
#include "model/domain/map_answers.h"

#include <stop_token>
#include <string>

namespace foreshock {

/// What happens when a service fails. Errors: Invalid (no such service, with the nearest names), those of reading.
Result<BlastRadius> askBlastRadius(IncidentSession& session, const ServiceId& service, std::stop_token stop = {});

/// What is new, gone and opened between two maps; each an incident file, or any file that an importer reads a map from.
/// Errors: Invalid, Unsupported (holds no map), those of reading.
Result<MapDifference> compareMaps(const std::string& before, const std::string& after, std::stop_token stop = {});

/// The map as told against what logs and failures show. Reads every log record once. Errors: Cancelled, those of
/// reading.
Result<EdgeReport> askEdges(IncidentSession& session, std::stop_token stop = {});

/// All dependencies of every service. Errors: those of reading.
Result<DependencyAudit> askAudit(IncidentSession& session, std::stop_token stop = {});

} // namespace foreshock
