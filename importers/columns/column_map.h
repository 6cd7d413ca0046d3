// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/columns/cell_value.h"
#include "importers/columns/column_time.h"
#include "model/base/result.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace foreshock {

/// What the rows of a table are.
enum class RowKind { Logs, Samples, Series, Changes, Alarms, Dependencies };
/// "logs", "samples" (one a row), "series" (one a column), "changes", "alarms", "dependencies".
std::string_view nameOf(RowKind kind);

/// What a column says of its row.
enum class ColumnRole {
    Time,
    End,
    Service,
    Instance,
    Version,
    Level,
    Message,
    Metric,
    Value,
    Unit,
    Title,
    Kind,
    Id,
    Actor,
    Ref,
    Group,
    Scope,
    Rule,
    Severity,
    State,
    From,
    To,
    Why,
    Basis,
    Count
};
inline constexpr std::size_t kColumnRoles = static_cast<std::size_t>(ColumnRole::Count);
/// "time", "end", "service" …
std::string_view nameOf(ColumnRole role);
std::optional<ColumnRole> columnRole(std::string_view name);

/// How the rows of a table become records: guessed, shown, corrected by hand, saved, given back. As JSON:
///   {"form": "csv", "separator": ";", "decimal": ",", "kind": "alarms", "time": "day first",
///    "columns": {"time": "Zeit", "service": "Dienst", "title": "Meldung"}, "fixed": {"severity": "2"},
///    "header": ["Zeit", "Dienst", "Meldung", "Quelle"]}
/// `form` is csv or jsonl (then columns are keys, nested ones with dots). `header` is what a saved map knows its files
/// by.
struct ColumnMap {
    enum class Form { Csv, JsonLines };

    Form form = Form::Csv;
    RowKind kind = RowKind::Logs;
    char separator = ',';
    DecimalMark decimal = DecimalMark::Point;
    TimeStyle time = TimeStyle::Auto;
    std::array<std::string, kColumnRoles> columns; ///< by role; empty: none
    std::array<std::string, kColumnRoles> fixed;   ///< texts for roles without a column
    std::vector<std::string> header;

    const std::string& column(ColumnRole role) const { return columns[static_cast<std::size_t>(role)]; }
    std::string& column(ColumnRole role) { return columns[static_cast<std::size_t>(role)]; }
    bool says(ColumnRole role) const { return !column(role).empty() || !fixed[static_cast<std::size_t>(role)].empty(); }
};

std::string columnMapJson(const ColumnMap& map);
/// Errors: Format, what is wrong with it and what may stand there.
Result<ColumnMap> parseColumnMap(std::string_view json);
/// What its kind needs and the map does not say: "time, title"; empty: nothing.
std::string missingRoles(const ColumnMap& map);
/// Why a table with these columns can't be read by the map; empty: it can.
std::string misfitOf(const ColumnMap& map, const std::vector<std::string>& header);

} // namespace foreshock
