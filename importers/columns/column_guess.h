// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/columns/column_map.h"
#include "importers/columns/csv_table.h"

namespace foreshock {

/// What a table's columns seem to mean, told by their names and by what stands in the first rows.
struct ColumnGuess {
    ColumnMap map;
    int score = 0;                              ///< below 50: a proposal to be confirmed, not to be used unasked
    std::string reason;                         ///< one sentence
    bool isTimeAmbiguous = false;               ///< day and month might be the other way round
    std::vector<std::vector<std::string>> rows; ///< the first ones, cell by cell, for people
};
/// A guess of this score or less is not read by, even if the format was named: it needs a map.
inline constexpr int kProposal = 20;
ColumnGuess guessColumns(const std::vector<std::string>& header, const std::vector<std::vector<std::string>>& rows,
                         char separator);

} // namespace foreshock
