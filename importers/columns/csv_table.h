// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/line_splitter.h"

#include <optional>
#include <string>
#include <vector>

namespace foreshock {

/// The beginning of a table: its header and first rows, by the separator under which they fit best.
struct CsvTable {
    char separator = ',';
    std::vector<std::string> header;
    std::int64_t headerLine = 0;
    bool isQuoted = false;                      ///< names of the header stand in quotes
    std::vector<std::vector<std::string>> rows; ///< those with as many fields as the header
    std::size_t others = 0;                     ///< rows with more or fewer
    std::string problem;                        ///< why it is no table
};
/// `separator`: given, else sniffed among comma, semicolon, tab and bar. A first line "sep=;" (Excel) decides.
CsvTable csvTable(const std::vector<Line>& lines, std::optional<char> separator = std::nullopt);

/// The separator that a line "sep=;" names; null for any other line.
std::optional<char> statedSeparator(std::string_view line);

} // namespace foreshock
