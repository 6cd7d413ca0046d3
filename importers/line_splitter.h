// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace foreshock {

struct Line {
    std::string_view text;     ///< without its line end; of a line that is too long only its beginning
    std::int64_t number = 0;   ///< 1-based
    std::int64_t offset = 0;   ///< of its first byte in the source
    std::size_t length = 0;    ///< bytes of the whole line without its line end
    std::size_t endLength = 0; ///< 1: LF, 2: CRLF, 0: the source ended
    bool isTooLong = false;
};

/// Cuts chunks of any alignment into lines that end in LF or CRLF. Lives with its reader, on its thread.
/// A line within one chunk is handed over without a copy; one that spans chunks is collected, at most
/// `longest` bytes of it (so memory stays below twice that), the rest is counted and skipped.
/// A UTF-8 byte order mark is skipped; UTF-16 is refused.
class LineSplitter {
public:
    static constexpr std::size_t kLongestLine = std::size_t{8} << 20;

    explicit LineSplitter(std::int64_t firstLine = 1, std::int64_t firstOffset = 0, std::size_t longest = kLongestLine);

    /// The chunk must live until next() has answered null.
    Result<void> feed(std::string_view chunk);
    /// The next whole line, valid until the next call; null: feed more.
    std::optional<Line> next();
    /// The last line, if the source did not end in a line end.
    std::optional<Line> finish();

private:
    void keep(std::string_view text);
    Line line(std::string_view text, std::size_t newline);

    std::size_t m_longest;
    std::int64_t m_number;
    std::int64_t m_offset;
    std::string_view m_rest; ///< of the chunk
    std::string m_carry;     ///< beginning of a line from earlier chunks
    std::size_t m_skipped = 0;
    bool m_isCarryUsed = false; ///< the last line handed over is a view of m_carry
    std::string m_start;        ///< the source's first bytes, until its encoding is clear
};

} // namespace foreshock
