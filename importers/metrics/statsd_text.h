// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace foreshock {

/// Dumps of StatsD and DogStatsD lines that carry times.
std::unique_ptr<Importer> statsdTextImporter();

} // namespace foreshock
