// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace foreshock {

/// Title, zone and telemetry carriers of an incident, the plain exchange form `incident.json`.
std::unique_ptr<Importer> incidentJsonImporter();

} // namespace foreshock
