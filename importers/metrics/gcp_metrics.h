// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace foreshock {

/// Answers of Google Cloud Monitoring's timeSeries.list.
std::unique_ptr<Importer> gcpMetricsImporter();

} // namespace foreshock
