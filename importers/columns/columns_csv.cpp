// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/columns/columns_csv.h"

#include "importers/columns/columns_csv_reader.h"
#include "importers/specimen_lines.h"
#include "model/base/text.h"

namespace foreshock {
namespace {

enum class Rows { Records, Series };

class ColumnsCsvImporter final : public Importer {
public:
    explicit ColumnsCsvImporter(Rows rows)
        : m_rows(rows) {}

    std::string id() const override { return m_rows == Rows::Series ? "series-csv" : "columns-csv"; }
    std::string title() const override {
        return m_rows == Rows::Series ? "table with one series a column (Grafana panel, collectd, Netdata, spreadsheet)"
                                      : "table with columns of its own: logs, samples, changes, alarms, dependencies";
    }
    std::string kinds() const override { return m_rows == Rows::Series ? "M" : "ACDML"; }

    Recognition sniff(const Specimen& specimen) const override {
        const ColumnGuess guess = guessCsv(specimen);
        const bool isSeries = guess.map.kind == RowKind::Series;
        if (guess.score >= 50 && isSeries != (m_rows == Rows::Series))
            return {0, isSeries ? "every column but the time holds numbers: one series a column"
                                : "rows of " + std::string(nameOf(guess.map.kind)) + ", not one series a column"};
        if (m_rows == Rows::Series && !isSeries)
            return {0, guess.reason};
        return {guess.score, guess.reason};
    }

    std::unique_ptr<Reader> create(const ReadSettings& settings, RecordSink& sink) const override {
        return std::make_unique<ColumnsCsvReader>(settings, sink);
    }

private:
    Rows m_rows;
};

} // namespace

std::unique_ptr<Importer> seriesCsvImporter() {
    return std::make_unique<ColumnsCsvImporter>(Rows::Series);
}

std::unique_ptr<Importer> columnsCsvImporter() {
    return std::make_unique<ColumnsCsvImporter>(Rows::Records);
}

ColumnGuess guessCsv(const Specimen& specimen) {
    std::vector<Line> lines;
    std::size_t bytes = 0;
    for (const SpecimenLine& read : wholeLines(specimen, kGuessLines)) {
        Line line;
        line.text = read.text;
        line.number = read.number;
        line.length = read.text.size();
        line.endLength = 1;
        lines.push_back(line);
        bytes += line.length;
        if (bytes >= kGuessBytes)
            break;
    }
    const CsvTable table = csvTable(lines);
    if (!table.problem.empty()) {
        ColumnGuess none;
        none.reason = table.problem;
        return none;
    }
    ColumnGuess guess = guessColumns(table.header, table.rows, table.separator);
    const bool isGrafana = table.isQuoted && guess.map.kind == RowKind::Series && table.header.front() == "Time";
    const bool isCollectd = guess.map.kind == RowKind::Series && table.header.front() == "epoch";
    if (guess.score >= 50 && (isGrafana || isCollectd))
        guess.score = 88;
    guess.rows.assign(table.rows.begin(), table.rows.begin() + std::min<std::ptrdiff_t>(5, std::ssize(table.rows)));
    return guess;
}

} // namespace foreshock
