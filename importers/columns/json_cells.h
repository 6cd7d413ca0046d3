// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/json/json_row.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace foreshock {

/// The members of JSON rows as cells, nested ones by their path with dots: {"svc":{"name":"cart"}} has "svc.name".
/// Lists stay JSON texts. Objects deeper than 8 are left out.
class JsonCells {
public:
    /// Learns the row's columns and keeps its cells. Cells of columns that come later are absent.
    void learn(const JsonObject& row);
    const std::vector<std::string>& header() const { return m_header; }
    /// The rows learned so far as a table; what a row has not is an empty cell.
    std::vector<std::vector<std::string>> rows() const;
    /// The row's cells by the columns that are known; a view without data where the row has none.
    const std::vector<std::string_view>& cells(const JsonObject& row);

private:
    void walk(const JsonObject& object, const std::string& prefix, int depth, bool isLearning);

    std::vector<std::string> m_header;
    std::unordered_map<std::string, std::size_t> m_index;
    std::vector<std::string> m_texts; ///< of the row in hand
    std::vector<bool> m_isThere;
    std::vector<std::string_view> m_cells;
    std::vector<std::vector<std::string>> m_rows;
};

} // namespace foreshock
