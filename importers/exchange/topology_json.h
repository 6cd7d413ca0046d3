// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace foreshock {

/// Services and their dependencies as one JSON document, the plain exchange form `topology.json`.
std::unique_ptr<Importer> topologyJsonImporter();

} // namespace foreshock
