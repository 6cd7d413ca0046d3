// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace foreshock {

/// Samples of services as CSV, the plain exchange form `metrics.csv`.
std::unique_ptr<Importer> metricsCsvImporter();
/// Samples of instances as CSV, the plain exchange form `metrics_instances.csv`.
std::unique_ptr<Importer> metricsInstancesCsvImporter();

} // namespace foreshock
