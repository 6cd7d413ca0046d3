// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/logs/log_reader.h"

namespace foreshock::store {

/// The rows of a log query's result around a moment. Row 0 is the first at or after it, rows before it are negative; so
/// they have numbers long before the whole result is counted, and keep them. Grows outwards, a slice at a time. Memory:
/// 8 B a slice. The result must outlive it, at its place, and must not be moved to another range meanwhile.
class LogStretch {
public:
    /// Counts the slice that the moment lies in.
    static Result<LogStretch> open(LogResult& result, Instant anchor);

    Instant anchor() const { return m_anchor; }
    std::int64_t begin() const { return m_backward.back(); }
    std::int64_t end() const { return m_forward.back(); }
    /// Are these all rows of the result?
    bool isWhole() const { return reachesBegin() && reachesEnd(); }
    bool reachesBegin() const { return m_lowest == 0; }
    bool reachesEnd() const { return m_highest == m_result->slices(); }
    /// Counts one more slice: on the side where rows of [first, last) are missing, else on the nearer one.
    Result<void> grow(std::int64_t first, std::int64_t last);
    bool holds(Instant time) const;
    /// Rows [first, first + limit), as far as they are known. Errors: Cancelled, Format (damage).
    Result<std::vector<LogRecord>> rows(std::int64_t first, std::int64_t limit);
    /// The first row at or after a time; null where the stretch does not reach.
    Result<std::optional<std::int64_t>> rowAt(Instant time);
    /// The row of a record; null where the stretch does not reach, or it does not match.
    Result<std::optional<std::int64_t>> rowOf(const LogRecord& record);

private:
    LogStretch(LogResult& result, Instant anchor)
        : m_result(&result)
        , m_anchor(anchor) {}
    std::int64_t startOf(std::size_t slice) const;

    LogResult* m_result;
    Instant m_anchor;
    std::size_t m_middle = 0;                ///< the anchor's slice
    std::size_t m_lowest = 0, m_highest = 0; ///< slices [lowest, highest) are counted
    std::vector<std::int64_t> m_forward;     ///< first row of the middle slice, then the end of each from there on
    std::vector<std::int64_t> m_backward;    ///< first row of the middle slice, then the start of each before it
};

} // namespace foreshock::store
