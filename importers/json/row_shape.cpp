// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/json/row_shape.h"

#include "importers/json/json_row.h"
#include "importers/specimen_lines.h"
#include "model/base/text.h"

#include <algorithm>

namespace foreshock {
namespace {

constexpr std::size_t kRows = 20;

std::string quoted(std::string_view word) {
    return "\"" + std::string(word) + "\"";
}

/// Why the row is not of that shape; empty if it is.
std::string misfit(const JsonObject& row, const RowShape& shape, bool isNamed) {
    const auto has = [&](std::string_view key) { return member(row, key).has_value(); };
    for (const std::string_view key : shape.needed)
        if (!has(key))
            return "has no " + quoted(key);
    for (const std::string_view key : shape.foreign)
        if (has(key))
            return "has " + quoted(key) + ", which belongs to another form";
    if (!isNamed && std::none_of(shape.typical.begin(), shape.typical.end(), has)) {
        std::string words;
        for (const std::string_view key : shape.typical)
            words += (words.empty() ? "" : ", ") + quoted(key);
        return "has none of " + words;
    }
    return {};
}

} // namespace

Recognition recogniseRows(const Specimen& specimen, const RowShape& shape) {
    JsonRowParser parser;
    int rows = 0;
    int fitting = 0;
    std::string problem;
    const bool isNamed = fileName(specimen) == shape.file;
    for (const SpecimenLine& line : wholeLines(specimen, kRows)) {
        if (trimmed(line.text).empty())
            continue;
        ++rows;
        const std::optional<JsonObject> row = parser.parse(line.text);
        const std::string why = row ? misfit(*row, shape, isNamed) : "is " + parser.problem();
        if (why.empty())
            ++fitting;
        else if (problem.empty())
            problem = "line " + std::to_string(line.number) + " " + why;
    }
    if (rows == 0) {
        const bool isRow = isNamed && trimmed(specimen.head).starts_with("{");
        return {isRow ? 60 : 0, "the first 64 KiB hold no whole line"};
    }
    if (fitting * 2 < rows)
        return {0, problem};
    const std::string seen = std::to_string(fitting) + " of the first " + std::to_string(rows) + " rows have ";
    std::string words;
    for (const std::string_view key : shape.needed)
        words += (words.empty() ? "" : ", ") + quoted(key);
    return {(fitting == rows ? 90 : 60) + (isNamed ? 8 : 0),
            seen + words + (isNamed ? ", and the name fits" : "") + (problem.empty() ? "" : "; " + problem)};
}

} // namespace foreshock
