// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace foreshock {

/// Answers of New Relic to a NRQL query with TIMESERIES.
std::unique_ptr<Importer> newRelicMetricsImporter();

} // namespace foreshock
