// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/columns/column_guess.h"
#include "importers/importer.h"

namespace foreshock {

/// Why a file can't be read by the map; empty: it has its columns.
std::string misfitOf(const ColumnMap& map, const Specimen& specimen);
/// The importer that reads by such a map.
std::string importerOf(const ColumnMap& map);
/// The map that a file's columns suggest, CSV or JSON lines.
ColumnGuess guessMap(const Specimen& specimen);

} // namespace foreshock
