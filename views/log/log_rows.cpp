// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/log/log_rows.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

namespace foreshock {

void LogRows::clear() {
    *this = {};
}

/// Rounded down: row −1 stands in page −1.
std::int64_t LogRows::pageOf(std::int64_t row) {
    return row >= 0 ? row / kPage : -((-row + kPage - 1) / kPage);
}

void LogRows::take(const LogWindow& window) {
    m_isKnown = true;
    m_begin = window.begin;
    m_matching = window.matching;
    m_hidden = window.hidden;
    m_outside = window.outside;
    m_searched = window.searched;
    m_isPartial = window.isPartial;
    m_hits = window.hits;
    m_areHitsWhole = window.areHitsWhole;
    if (window.rows.empty())
        return;
    const std::int64_t first = window.firstRow, last = first + static_cast<std::int64_t>(window.rows.size());
    for (std::int64_t page = pageOf(first); page * kPage < last; ++page) {
        const std::int64_t from = std::max(first, page * kPage), to = std::min(last, (page + 1) * kPage);
        Page& kept = m_pages[page];
        if (to - from < static_cast<std::int64_t>(kept.records.size()))
            continue; // a piece of what is here
        const auto begin = window.rows.begin() + (from - first);
        kept.first = from;
        kept.records.assign(begin, begin + (to - from));
        kept.gaps.clear();
        if (window.gaps.empty())
            continue;
        const auto gaps = window.gaps.begin() + (from - first);
        const bool hasLast = to == last && window.gaps.size() > window.rows.size();
        kept.gaps.assign(gaps, gaps + (to - from) + (hasLast ? 1 : 0));
    }
    const std::int64_t here = pageOf(first);
    while (m_pages.size() > (window.gaps.empty() ? kPages : kPagesWithGaps)) {
        const auto lowest = m_pages.begin(), highest = std::prev(m_pages.end());
        m_pages.erase(std::abs(lowest->first - here) > std::abs(highest->first - here) ? lowest : highest);
    }
}

const LogRecord* LogRows::at(std::int64_t row) const {
    const auto page = m_pages.find(pageOf(row));
    if (page == m_pages.end() || row < page->second.first || row >= page->second.end())
        return nullptr;
    return &page->second.records[static_cast<std::size_t>(row - page->second.first)];
}

const LogGap* LogRows::gapBefore(std::int64_t row) const {
    // The one behind the last row stands in that row's page.
    const bool isLast = row == end() && m_matching > 0;
    const auto page = m_pages.find(pageOf(isLast ? row - 1 : row));
    if (page == m_pages.end() || row < page->second.first)
        return nullptr;
    const auto at = static_cast<std::size_t>(row - page->second.first);
    return at < page->second.gaps.size() ? &page->second.gaps[at] : nullptr;
}

LogRows::Span LogRows::missing(std::int64_t first, std::int64_t count) const {
    std::int64_t last = first + count;
    if (m_isKnown) {
        first = std::max(first, begin());
        last = std::min(last, end());
    }
    std::optional<std::int64_t> from;
    std::int64_t to = 0;
    for (std::int64_t page = pageOf(first); first < last && page * kPage < last; ++page) {
        const auto found = m_pages.find(page);
        const std::int64_t due = m_isKnown ? std::max(page * kPage, begin()) : page * kPage;
        const std::int64_t dueEnd = m_isKnown ? std::min((page + 1) * kPage, end()) : (page + 1) * kPage;
        if (found != m_pages.end() && found->second.first <= due && found->second.end() >= dueEnd)
            continue;
        from = from.value_or(page * kPage);
        to = (page + 1) * kPage;
    }
    return from ? Span{*from, to - *from} : Span{};
}

} // namespace foreshock
