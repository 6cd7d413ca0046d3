// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/columns/columns_csv_reader.h"

#include "importers/columns/column_guess.h"
#include "model/base/text.h"

namespace foreshock {

ColumnsCsvReader::ColumnsCsvReader(const ReadSettings& settings, RecordSink& sink)
    : LineReader(settings, sink)
    , m_settings(settings) {}

Result<void> ColumnsCsvReader::line(const Line& line) {
    if (m_records) {
        m_rows->feed(line);
        return rows();
    }
    m_held.push_back({std::string(line.text), line});
    m_held.back().line.text = m_held.back().text;
    m_heldBytes += line.length;
    if (m_held.size() < kGuessLines && m_heldBytes < kGuessBytes)
        return {};
    return decide();
}

Result<void> ColumnsCsvReader::ended() {
    if (!m_records)
        if (Result<void> decided = decide(); !decided)
            return decided;
    if (!m_rows)
        return {};
    m_rows->end();
    return rows();
}

Result<void> ColumnsCsvReader::decide() {
    std::vector<Line> lines;
    bool isBlank = true;
    for (const Held& held : m_held) {
        lines.push_back(held.line);
        isBlank = isBlank && trimmed(held.text).empty();
    }
    if (isBlank)
        return {};
    std::optional<ColumnMap> map;
    if (!m_settings.columnMap.empty()) {
        Result<ColumnMap> given = parseColumnMap(m_settings.columnMap);
        if (!given)
            return given.error();
        map = std::move(*given);
    }
    const std::optional<char> separator = map ? std::optional(map->separator) : std::nullopt;
    CsvTable table = csvTable(lines, separator);
    if (lines.back().endLength == 0) // perhaps cut off: it does not count, if there are others
        if (CsvTable whole = csvTable({lines.begin(), lines.end() - 1}, separator); whole.problem.empty())
            table = std::move(whole);
    bool isTimeAmbiguous = false;
    std::string problem = table.rows.empty() && map ? std::string() : table.problem;
    if (!map && problem.empty()) {
        ColumnGuess guess = guessColumns(table.header, table.rows, table.separator);
        isTimeAmbiguous = guess.isTimeAmbiguous;
        problem = missingRoles(guess.map).empty() && guess.score > kProposal ? std::string() : guess.reason;
        map = std::move(guess.map);
    } else if (map) {
        problem = misfitOf(*map, table.header);
    }
    if (!problem.empty())
        return Error{ErrorCode::Format, problem, m_settings.path,
                     "foreshock detect FILE --map shows what its columns seem to be"};
    m_headerLine = table.headerLine;
    m_fields = table.header.size();
    m_rows = std::make_unique<CsvRows>(table.separator);
    m_records = std::make_unique<MappedRecords>(*map, table.header, m_settings, clock(), sink());
    m_records->lookAt(table.rows);
    if (isTimeAmbiguous)
        if (Result<void> said = sink().remark({m_headerLine, 0},
                                              "day and month could be the other way round; the month is read first. A "
                                              "map says otherwise: \"time\": \"day first\"",
                                              {});
            !said)
            return said;
    for (const Held& held : m_held) {
        m_rows->feed(held.line);
        if (Result<void> done = rows(); !done)
            return done;
    }
    m_held.clear();
    return {};
}

Result<void> ColumnsCsvReader::rows() {
    while (const CsvRow* next = m_rows->next()) {
        if (next->place.line <= m_headerLine || trimmed(next->text).empty())
            continue;
        if (Result<void> done = row(*next); !done)
            return done;
    }
    return {};
}

Result<void> ColumnsCsvReader::row(const CsvRow& row) {
    if (!row.problem.empty())
        return sink().reject(row.place, row.problem, row.text);
    if (row.fields.size() != m_fields)
        return sink().reject(row.place,
                             std::to_string(row.fields.size()) + " columns where the header names " +
                                 std::to_string(m_fields),
                             row.text);
    return m_records->take(row.fields, row.text, row.place);
}

} // namespace foreshock
