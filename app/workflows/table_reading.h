// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/columns/column_guess.h"
#include "model/domain/read_choice.h"

#include <string>
#include <vector>

namespace foreshock {

/// A column map with the first rows of its table, for people to look at and to correct.
TableReading tableReadingOf(const ColumnMap& map, const std::vector<std::vector<std::string>>& rows);
/// Roles that its kind needs and nothing says: "time, title".
std::string missingOf(const TableReading& reading);
/// The map that it stands for. Errors: Invalid, with what its kind needs and no column says.
Result<ColumnMap> mapOf(const TableReading& reading);

} // namespace foreshock
