// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/incident_session.h"
#include "model/domain/service_names.h"

namespace foreshock {

/// The names of an incident as a table for people: at most `most` unresolved ones, and as many of each service.
Result<ServiceNames> nameTable(IncidentSession& session, std::int64_t most);

} // namespace foreshock
