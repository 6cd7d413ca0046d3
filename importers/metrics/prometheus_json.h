// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace foreshock {

/// Answers of the Prometheus HTTP API, of query and query_range (also VictoriaMetrics, Thanos, Mimir).
std::unique_ptr<Importer> prometheusJsonImporter();

} // namespace foreshock
