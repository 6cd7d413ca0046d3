// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/table_reading.h"

#include <algorithm>

namespace foreshock {
namespace {

/// "12,5" in a table whose cells a comma does not part: before a column is known to hold values, nobody has asked.
bool looksLikeDecimalComma(const std::string& cell) {
    const std::size_t comma = cell.find(',');
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    return comma != std::string::npos && comma > 0 && comma + 1 < cell.size() &&
           std::count_if(cell.begin(), cell.end(), isDigit) + 1 == std::ssize(cell);
}

/// Complete or not.
ColumnMap asItStands(const TableReading& reading) {
    ColumnMap map;
    map.form = reading.form == "jsonl" ? ColumnMap::Form::JsonLines : ColumnMap::Form::Csv;
    map.separator = reading.separator.empty() ? ',' : reading.separator.front();
    map.decimal = reading.decimal == "," ? DecimalMark::Comma : DecimalMark::Point;
    for (const RowKind kind :
         {RowKind::Logs, RowKind::Samples, RowKind::Series, RowKind::Changes, RowKind::Alarms, RowKind::Dependencies})
        if (nameOf(kind) == reading.kind)
            map.kind = kind;
    map.time = timeStyle(reading.time).value_or(TimeStyle::Auto);
    for (const TableColumn& column : reading.columns) {
        map.header.push_back(column.name);
        if (const auto role = columnRole(column.role))
            map.column(*role) = column.name;
    }
    for (const auto& [name, text] : reading.fixed)
        if (const auto role = columnRole(name))
            map.fixed[static_cast<std::size_t>(*role)] = text;
    return map;
}

} // namespace

TableReading tableReadingOf(const ColumnMap& map, const std::vector<std::vector<std::string>>& rows) {
    TableReading out;
    out.form = map.form == ColumnMap::Form::JsonLines ? "jsonl" : "csv";
    out.separator = std::string(1, map.separator);
    out.decimal = map.decimal == DecimalMark::Comma ? "," : ".";
    out.kind = nameOf(map.kind);
    out.time = nameOf(map.time);
    out.missing = missingRoles(map);
    for (std::size_t i = 0; i < map.header.size(); ++i) {
        TableColumn column{map.header[i], "", {}};
        for (std::size_t role = 0; role < kColumnRoles; ++role)
            if (map.columns[role] == column.name)
                column.role = nameOf(static_cast<ColumnRole>(role));
        for (const auto& row : rows)
            column.cells.push_back(i < row.size() ? row[i] : "");
        if (map.separator != ',' && !map.says(ColumnRole::Value) && map.form == ColumnMap::Form::Csv &&
            std::any_of(column.cells.begin(), column.cells.end(), looksLikeDecimalComma))
            out.decimal = ",";
        out.columns.push_back(std::move(column));
    }
    for (std::size_t role = 0; role < kColumnRoles; ++role)
        if (!map.fixed[role].empty())
            out.fixed.emplace_back(nameOf(static_cast<ColumnRole>(role)), map.fixed[role]);
    return out;
}

std::string missingOf(const TableReading& reading) {
    return missingRoles(asItStands(reading));
}

Result<ColumnMap> mapOf(const TableReading& reading) {
    ColumnMap map = asItStands(reading);
    if (const std::string missing = missingRoles(map); !missing.empty())
        return Error{ErrorCode::Invalid, "rows of the kind " + reading.kind + " need " + missing, "",
                     "Say which column holds it"};
    return map;
}

} // namespace foreshock
