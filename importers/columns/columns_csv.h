// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/columns/column_guess.h"
#include "importers/importer.h"

namespace foreshock {

/// Tables with one series a column: spreadsheets, Grafana panels, collectd, Netdata.
std::unique_ptr<Importer> seriesCsvImporter();
/// Tables with columns of their own: logs, samples, changes, alarms or dependencies, one a row.
std::unique_ptr<Importer> columnsCsvImporter();

/// What the head of a specimen suggests, as the reader will see it; a problem stands in the reason, with score 0.
ColumnGuess guessCsv(const Specimen& specimen);

} // namespace foreshock
