// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/sql_table.h"

#include <string>
#include <vector>

namespace foreshock {

enum class SqlForm {
    Text, ///< tabs between cells, a heading, one line a row: for spreadsheets and tickets
    Csv,  ///< as `foreshock sql --csv` writes it (RFC 4180)
    Json, ///< as `foreshock sql --json`: an array of objects
};

/// Rows of a table in that order; NULL is empty, and null in JSON. O(bytes): not for the window thread.
std::string writtenAs(SqlForm form, const SqlTable& table, const std::vector<std::uint32_t>& rows);

} // namespace foreshock
