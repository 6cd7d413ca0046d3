// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/columns/columns_jsonl.h"

#include "importers/columns/columns_csv_reader.h"
#include "importers/columns/json_cells.h"
#include "importers/json/json_row_reader.h"
#include "importers/specimen_lines.h"
#include "model/base/text.h"

#include <algorithm>
#include <deque>

namespace foreshock {
namespace {

/// {"wann":"2020-11-25T13:15:00Z","dienst":{"name":"cart"},"meldung":"no backend"}
/// One record a row, by the map in the settings, else by the one that the keys suggest. Holds back the first rows.
class ColumnsJsonlReader final : public JsonRowReader {
public:
    ColumnsJsonlReader(const ReadSettings& settings, RecordSink& sink)
        : JsonRowReader(settings, sink)
        , m_settings(settings) {}

private:
    Result<void> row(const JsonObject& row, const Line& line) override {
        if (m_records)
            return m_records->take(m_cells.cells(row), line.text, placeOf(line));
        m_cells.learn(row);
        m_held.push_back({std::string(line.text), placeOf(line)});
        m_heldBytes += line.length;
        return m_held.size() < kGuessLines && m_heldBytes < kGuessBytes ? Result<void>() : decide();
    }

    Result<void> ended() override { return m_records || m_held.empty() ? Result<void>() : decide(); }

    Result<void> decide() {
        ColumnMap map;
        std::string problem;
        if (m_settings.columnMap.empty()) {
            ColumnGuess guess = guessColumns(m_cells.header(), m_cells.rows(), ',');
            problem = missingRoles(guess.map).empty() && guess.score > kProposal ? std::string() : guess.reason;
            map = std::move(guess.map);
        } else {
            Result<ColumnMap> given = parseColumnMap(m_settings.columnMap);
            if (!given)
                return given.error();
            map = std::move(*given);
        }
        if (!problem.empty())
            return Error{ErrorCode::Format, problem, m_settings.path,
                         "foreshock detect FILE --map shows what its keys seem to be"};
        m_records = std::make_unique<MappedRecords>(map, m_cells.header(), m_settings, clock(), sink());
        m_records->lookAt(m_cells.rows());
        JsonRowParser parser;
        for (const Held& held : m_held)
            if (const std::optional<JsonObject> object = parser.parse(held.text))
                if (Result<void> done = m_records->take(m_cells.cells(*object), held.text, held.place); !done)
                    return done;
        m_held.clear();
        return {};
    }

    struct Held {
        std::string text;
        RecordPlace place;
    };
    ReadSettings m_settings;
    JsonCells m_cells;
    std::deque<Held> m_held;
    std::size_t m_heldBytes = 0;
    std::unique_ptr<MappedRecords> m_records; ///< null until the first rows are seen
};

class ColumnsJsonlImporter final : public Importer {
public:
    std::string id() const override { return "columns-jsonl"; }
    std::string title() const override { return "JSON lines with keys of their own"; }
    std::string kinds() const override { return "ACDML"; }

    Recognition sniff(const Specimen& specimen) const override {
        const ColumnGuess guess = guessJsonLines(specimen);
        return {guess.score, guess.reason};
    }

    std::unique_ptr<Reader> create(const ReadSettings& settings, RecordSink& sink) const override {
        return std::make_unique<ColumnsJsonlReader>(settings, sink);
    }
};

} // namespace

std::unique_ptr<Importer> columnsJsonlImporter() {
    return std::make_unique<ColumnsJsonlImporter>();
}

ColumnGuess guessJsonLines(const Specimen& specimen) {
    constexpr int kMost = 54; // forms with keys that are known say more
    ColumnGuess guess;
    JsonRowParser parser;
    JsonCells cells;
    int rows = 0;
    for (const SpecimenLine& line : wholeLines(specimen, kGuessLines)) {
        if (trimmed(line.text).empty())
            continue;
        const std::optional<JsonObject> row = parser.parse(line.text);
        if (!row && rows == 0) {
            guess.reason = "line " + std::to_string(line.number) + " is " + parser.problem();
            return guess;
        }
        if (row) {
            cells.learn(*row);
            ++rows;
        }
    }
    if (rows == 0) {
        guess.reason = "the first 64 KiB hold no whole line";
        return guess;
    }
    guess = guessColumns(cells.header(), cells.rows(), ',');
    guess.map.form = ColumnMap::Form::JsonLines;
    const bool isProposal = guess.map.kind == RowKind::Series || guess.map.kind == RowKind::Dependencies;
    guess.score = std::min(guess.score, isProposal ? 40 : kMost);
    guess.rows = cells.rows();
    guess.rows.resize(std::min<std::size_t>(5, guess.rows.size()));
    return guess;
}

} // namespace foreshock
