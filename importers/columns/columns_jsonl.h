// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/columns/column_guess.h"
#include "importers/importer.h"

namespace foreshock {

/// JSON lines with keys of their own, read by a column map.
std::unique_ptr<Importer> columnsJsonlImporter();

/// What the head of a specimen suggests; a problem stands in the reason, with score 0.
ColumnGuess guessJsonLines(const Specimen& specimen);

} // namespace foreshock
