// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/log/log_rows.h"

#include <algorithm>
#include <cstdlib>

namespace foreshock {

void LogRows::clear() {
    *this = {};
}

void LogRows::take(const LogWindow& window) {
    m_isKnown = true;
    m_matching = window.matching;
    m_hidden = window.hidden;
    m_outside = window.outside;
    m_isPartial = window.isPartial;
    const auto count = static_cast<std::int64_t>(window.rows.size());
    const std::int64_t end = window.firstRow + count;
    for (std::int64_t page = (window.firstRow + kPage - 1) / kPage; page * kPage < end; ++page) {
        const std::int64_t from = page * kPage, to = std::min(from + kPage, end);
        if (to - from < kPage && to < m_matching)
            break; // a piece of a page would look like its whole
        const auto begin = window.rows.begin() + (from - window.firstRow);
        m_pages[page].assign(begin, begin + (to - from));
    }
    const std::int64_t here = window.firstRow / kPage;
    while (m_pages.size() > kPages) {
        const auto first = m_pages.begin(), last = std::prev(m_pages.end());
        m_pages.erase(std::abs(first->first - here) > std::abs(last->first - here) ? first : last);
    }
}

const LogRecord* LogRows::at(std::int64_t row) const {
    const auto page = m_pages.find(row / kPage);
    if (row < 0 || page == m_pages.end())
        return nullptr;
    const auto place = static_cast<std::size_t>(row % kPage);
    return place < page->second.size() ? &page->second[place] : nullptr;
}

LogRows::Span LogRows::missing(std::int64_t first, std::int64_t count) const {
    first = std::max<std::int64_t>(first, 0);
    const std::int64_t end = m_isKnown ? std::min(first + count, m_matching) : first + count;
    std::int64_t from = -1, to = -1;
    for (std::int64_t page = first / kPage; page * kPage < end; ++page) {
        const auto found = m_pages.find(page);
        const std::int64_t due = m_isKnown ? std::min(kPage, m_matching - page * kPage) : kPage;
        if (found != m_pages.end() && static_cast<std::int64_t>(found->second.size()) >= due)
            continue;
        if (from < 0)
            from = page * kPage;
        to = (page + 1) * kPage;
    }
    return from < 0 ? Span{} : Span{from, to - from};
}

} // namespace foreshock
