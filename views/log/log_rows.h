// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/log_window.h"

#include <cstdint>
#include <map>

namespace foreshock {

/// The rows that have arrived of one query's result, in pages, the least needed dropped first. Rows are numbered from
/// an anchor, those before it are negative; the result may still grow at both ends. A value without Qt, so that 50 M
/// rows cost what is in sight.
class LogRows {
public:
    static constexpr std::int64_t kPage = 128;
    static constexpr std::size_t kPages = 64;
    static constexpr std::size_t kPagesWithGaps = 8; ///< a row is up to 21 then

    /// Forgets all rows and counts.
    void clear();
    /// Forgets the rows, keeps the counts.
    void forgetRows() { m_pages.clear(); }
    /// Takes a window in: counts, and its rows page by page.
    void take(const LogWindow& window);

    bool isKnown() const { return m_isKnown; } ///< has any window arrived?
    std::int64_t begin() const { return m_begin; }
    std::int64_t end() const { return m_begin + m_matching; }
    std::int64_t matching() const { return m_matching; }
    std::int64_t hidden() const { return m_hidden; }
    std::int64_t outside() const { return m_outside; }
    double searched() const { return m_searched; }
    bool isWhole() const { return m_searched >= 1; }
    bool isPartial() const { return m_isPartial; }
    /// Null: not here yet.
    const LogRecord* at(std::int64_t row) const;
    /// What stands between a row and the one before it; of end(): what stands behind the last row. Null: nothing, or
    /// not asked for.
    const LogGap* gapBefore(std::int64_t row) const;
    std::int64_t hits() const { return m_hits; }
    bool areHitsWhole() const { return m_areHitsWhole; }

    struct Span {
        std::int64_t first = 0;
        std::int64_t count = 0;
        bool operator==(const Span&) const = default;
    };
    /// The rows to ask for so that [first, first + count) can be shown, in whole pages; count 0: all here.
    Span missing(std::int64_t first, std::int64_t count) const;
    std::size_t pages() const { return m_pages.size(); }

private:
    struct Page {
        std::int64_t first = 0; ///< a page at an end of the result may be short
        std::vector<LogRecord> records;
        std::vector<LogGap> gaps; ///< beside the records, perhaps one more; or empty
        std::int64_t end() const { return first + static_cast<std::int64_t>(records.size()); }
    };
    static std::int64_t pageOf(std::int64_t row);

    std::map<std::int64_t, Page> m_pages;
    std::int64_t m_begin = 0, m_matching = 0, m_hidden = 0, m_outside = 0, m_hits = -1;
    double m_searched = 1;
    bool m_isKnown = false, m_isPartial = false, m_areHitsWhole = false;
};

} // namespace foreshock
