// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/columns/csv_table.h"

#include "importers/csv_rows.h"
#include "model/base/text.h"

#include <algorithm>

namespace foreshock {
namespace {

CsvTable tableWith(const std::vector<Line>& lines, char separator) {
    CsvTable table;
    table.separator = separator;
    CsvRows rows(separator);
    const auto take = [&] {
        while (const CsvRow* row = rows.next()) {
            if (trimmed(row->text).empty() || !row->problem.empty() || statedSeparator(row->text))
                continue;
            std::vector<std::string> fields;
            for (const std::string_view field : row->fields)
                fields.emplace_back(table.header.empty() ? trimmed(field) : field);
            if (table.header.empty()) {
                table.headerLine = row->place.line;
                table.isQuoted = row->text.starts_with('"');
                table.header = std::move(fields);
            } else if (fields.size() == table.header.size()) {
                table.rows.push_back(std::move(fields));
            } else {
                ++table.others;
            }
        }
    };
    for (const Line& line : lines) {
        rows.feed(line);
        take();
    }
    rows.end();
    take();
    return table;
}

std::string problemOf(const CsvTable& table) {
    if (table.header.empty())
        return "the first 64 KiB hold no whole line";
    const std::string line = "line " + std::to_string(table.headerLine);
    if (table.header.size() < 2)
        return line + " is no header: no comma, semicolon, tab or bar separates names";
    std::vector<std::string> names = table.header;
    std::sort(names.begin(), names.end());
    if (std::adjacent_find(names.begin(), names.end()) != names.end())
        return line + " is no header: a name stands twice";
    for (const std::string& name : table.header)
        if (name.size() > 1000)
            return line + " is no header: a name of more than 1,000 bytes";
    if (table.rows.empty())
        return line + " may be a header, but no row below has " + std::to_string(table.header.size()) + " fields";
    if (table.others > 1 && table.others > table.rows.size() / 4)
        return std::to_string(table.others) + " of the first " + std::to_string(table.rows.size() + table.others) +
               " rows have more or fewer fields than " + line;
    return {};
}

} // namespace

std::optional<char> statedSeparator(std::string_view line) {
    line = trimmed(line);
    if (line.size() == 5 && startsWithNoCase(line, "sep="))
        return line[4];
    return std::nullopt;
}

CsvTable csvTable(const std::vector<Line>& lines, std::optional<char> separator) {
    if (!separator && !lines.empty())
        separator = statedSeparator(lines.front().text);
    CsvTable best;
    for (const char candidate : separator ? std::string(1, *separator) : std::string(",;\t|")) {
        CsvTable table = tableWith(lines, candidate);
        table.problem = problemOf(table);
        const auto rank = [](const CsvTable& t) { return std::pair(t.problem.empty(), t.header.size()); };
        if (best.header.empty() || rank(table) > rank(best))
            best = std::move(table);
    }
    if (best.header.empty())
        best.problem = problemOf(best);
    return best;
}

} // namespace foreshock
