// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace foreshock {

/// Answers of Azure Monitor's metrics (az monitor metrics list).
std::unique_ptr<Importer> azureMetricsImporter();

} // namespace foreshock
