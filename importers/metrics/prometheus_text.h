// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace foreshock {

/// Samples with their times in the Prometheus exposition format or as OpenMetrics text.
std::unique_ptr<Importer> prometheusTextImporter();

} // namespace foreshock
