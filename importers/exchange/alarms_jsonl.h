// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace foreshock {

/// Alarms as JSON lines, the plain exchange form `alarms.jsonl`.
std::unique_ptr<Importer> alarmsJsonlImporter();

} // namespace foreshock
