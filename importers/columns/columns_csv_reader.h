// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/columns/mapped_records.h"
#include "importers/csv_rows.h"
#include "importers/line_reader.h"

#include <deque>
#include <memory>

namespace foreshock {

/// How many lines and bytes a guess looks at, in recognition and in reading alike.
inline constexpr std::size_t kGuessLines = 60;
inline constexpr std::size_t kGuessBytes = std::size_t{60} << 10;

/// Reads a table by the map in its settings, else by the map that the header and the first rows suggest. Holds back the
/// first rows until the guess is made.
class ColumnsCsvReader final : public LineReader {
public:
    ColumnsCsvReader(const ReadSettings& settings, RecordSink& sink);

private:
    struct Held {
        std::string text;
        Line line;
    };

    Result<void> line(const Line& line) override;
    Result<void> ended() override;
    Result<void> decide();
    Result<void> rows();
    Result<void> row(const CsvRow& row);

    ReadSettings m_settings;
    std::deque<Held> m_held;
    std::size_t m_heldBytes = 0;
    std::int64_t m_headerLine = 0;
    std::size_t m_fields = 0;
    std::unique_ptr<CsvRows> m_rows;
    std::unique_ptr<MappedRecords> m_records; ///< null until the first rows are seen
};

} // namespace foreshock
