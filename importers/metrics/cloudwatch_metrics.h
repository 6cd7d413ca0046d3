// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace foreshock {

/// Answers of CloudWatch's GetMetricData and GetMetricStatistics, as the command line prints them.
std::unique_ptr<Importer> cloudwatchMetricsImporter();

} // namespace foreshock
