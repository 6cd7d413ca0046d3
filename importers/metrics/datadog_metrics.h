// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace foreshock {

/// Answers of Datadog's metrics query (/api/v1/query).
std::unique_ptr<Importer> datadogMetricsImporter();

} // namespace foreshock
