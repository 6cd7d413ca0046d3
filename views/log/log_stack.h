// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/log/log_rows.h"

#include <set>
#include <utility>

namespace foreshock {

/// Which records of several lines show them all: some, or all but some.
class LogFolds {
public:
    bool isOpen(const LogRecord& record) const { return m_areOpen != m_others.contains(keyOf(record)); }
    void toggle(const LogRecord& record) {
        if (!m_others.insert(keyOf(record)).second)
            m_others.erase(keyOf(record));
    }
    void setAll(bool areOpen) {
        m_areOpen = areOpen;
        m_others.clear();
    }
    bool areAnyOpen() const { return m_areOpen || !m_others.empty(); }

private:
    static std::pair<std::int64_t, std::int64_t> keyOf(const LogRecord& r) { return {r.source.value, r.seq}; }
    bool m_areOpen = false;
    std::set<std::pair<std::int64_t, std::int64_t>> m_others;
};

/// A line of the log: which of the lines that belong to a row.
struct LogPlace {
    std::int64_t row = 0;
    int line = 0;
    auto operator<=>(const LogPlace&) const = default;
};

/// What stands in a line.
struct LogSpot {
    enum class Kind {
        Record, ///< the row's own record; also where it is not here yet
        More,   ///< a further line of it, counted from 1
        Around, ///< a record beside a hit
        Gap,    ///< how many rows are not shown
    };
    Kind kind = Kind::Record;
    std::int64_t row = 0;
    int index = 0;
    const LogRecord* record = nullptr; ///< of Record, More and Around, if it is here
    std::int64_t hidden = 0;
};

/// Rows one below the other, where some take several lines: the records around a hit, and the further lines of a
/// record that is unfolded. Rows that are not here take one. Geometry only, made for one look at the rows.
class LogStack {
public:
    static constexpr int kMostLines = 500; ///< of one record; what is beyond is told

    LogStack(const LogRows& rows, const LogFolds& folds)
        : m_rows(rows)
        , m_folds(folds) {}
    int linesOf(std::int64_t row) const;
    /// Which of its lines is the record itself.
    int recordLine(std::int64_t row) const;
    LogSpot at(LogPlace place) const;
    /// So many lines on, or back; goes on beyond the ends.
    LogPlace moved(LogPlace place, std::int64_t lines) const;
    /// The last place from which so many lines fill the view.
    LogPlace lastTop(int lines) const;

private:
    int moreOf(std::int64_t row) const;

    const LogRows& m_rows;
    const LogFolds& m_folds;
};

} // namespace foreshock
