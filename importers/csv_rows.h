// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/line_splitter.h"
#include "model/domain/record_sink.h"

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace foreshock {

struct CsvRow {
    std::vector<std::string_view> fields;
    RecordPlace place;
    std::string_view text;    ///< the row as it stands in the source
    std::string_view problem; ///< why it is no row; empty: it is one
};

/// Cuts lines into rows of fields that a comma separates, or another character (RFC 4180): quotes, doubled quotes,
/// separators and line ends within quotes. A row may span at most 1,000 lines or 1 MiB; a quote that is never closed costs its own line only: the
/// lines after it are read again as rows. Lives with its reader.
class CsvRows {
public:
    static constexpr std::size_t kMostLines = 1000;
    static constexpr std::size_t kLongestRow = std::size_t{1} << 20;

    explicit CsvRows(char separator = ',')
        : m_separator(separator) {}

    void feed(const Line& line);
    void end() { m_isEnded = true; }
    /// The next row, valid until the next call; null: feed more.
    const CsvRow* next();

private:
    struct Kept {
        std::string text; ///< with its line end, as far as rows need it
        RecordPlace place;
    };
    enum class Cut { Row, Open, Broken };

    Cut cut(std::string_view text);
    const CsvRow* rowOfKept();

    char m_separator;
    std::optional<Line> m_line; ///< fed and not yet read: the common case needs no copy
    std::deque<Kept> m_kept;    ///< lines from the one with an open quote on
    std::size_t m_tried = 0;    ///< of m_kept, joined into m_joined
    std::string m_joined;
    std::string m_unquoted; ///< the text of quoted fields
    CsvRow m_row;
    std::string m_rowText;
    bool m_isEnded = false;
};

} // namespace foreshock
