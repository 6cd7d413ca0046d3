// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/columns/map_fit.h"

#include "importers/columns/columns_csv.h"
#include "importers/columns/columns_jsonl.h"
#include "importers/columns/json_cells.h"
#include "importers/specimen_lines.h"
#include "model/base/text.h"

namespace foreshock {

std::string misfitOf(const ColumnMap& map, const Specimen& specimen) {
    constexpr std::size_t kLines = 20;
    if (map.form == ColumnMap::Form::JsonLines) {
        JsonRowParser parser;
        JsonCells cells;
        for (const SpecimenLine& line : wholeLines(specimen, kLines))
            if (const std::optional<JsonObject> row = parser.parse(line.text))
                cells.learn(*row);
        return cells.header().empty() ? "no line is a JSON object" : misfitOf(map, cells.header());
    }
    std::vector<Line> lines;
    for (const SpecimenLine& read : wholeLines(specimen, kLines)) {
        Line line;
        line.text = read.text;
        line.number = read.number;
        line.length = read.text.size();
        line.endLength = 1;
        lines.push_back(line);
    }
    const CsvTable table = csvTable(lines, map.separator);
    return table.header.empty() ? table.problem : misfitOf(map, table.header);
}

std::string importerOf(const ColumnMap& map) {
    if (map.form == ColumnMap::Form::JsonLines)
        return "columns-jsonl";
    return map.kind == RowKind::Series ? "series-csv" : "columns-csv";
}

ColumnGuess guessMap(const Specimen& specimen) {
    return trimmed(specimen.head).starts_with('{') ? guessJsonLines(specimen) : guessCsv(specimen);
}

} // namespace foreshock
