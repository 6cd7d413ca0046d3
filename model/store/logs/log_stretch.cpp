// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/logs/log_stretch.h"

#include <algorithm>

namespace foreshock::store {

Result<LogStretch> LogStretch::open(LogResult& result, Instant anchor) {
    LogStretch out(result, anchor);
    if (result.slices() == 0) {
        out.m_forward = out.m_backward = {0};
        return out;
    }
    out.m_middle = out.m_lowest = out.m_highest = result.sliceOf(anchor);
    if (const auto counted = result.countSlice(out.m_middle); !counted)
        return counted.error();
    std::int64_t start = 0;
    if (result.countOf(out.m_middle) > 0) {
        const auto place = result.placeIn(out.m_middle, anchor);
        if (!place)
            return place.error();
        start = -static_cast<std::int64_t>(*place);
    }
    out.m_forward = {start, start + result.countOf(out.m_middle)};
    out.m_backward = {start};
    ++out.m_highest;
    return out;
}

Result<void> LogStretch::grow(std::int64_t first, std::int64_t last) {
    const bool canBack = m_lowest > 0, canForth = m_highest < m_result->slices();
    const bool missesForth = last > end(), missesBack = first < begin();
    const bool wantsForth = missesForth != missesBack ? missesForth
                            : missesForth             ? m_highest - m_middle <= m_middle - m_lowest
                                                      : last - begin() > end() - first;
    if (canForth && (wantsForth || !canBack)) {
        if (const auto counted = m_result->countSlice(m_highest); !counted)
            return counted;
        m_forward.push_back(end() + m_result->countOf(m_highest++));
    } else if (canBack) {
        if (const auto counted = m_result->countSlice(m_lowest - 1); !counted)
            return counted;
        m_backward.push_back(begin() - m_result->countOf(--m_lowest));
    }
    return {};
}

bool LogStretch::holds(Instant time) const {
    const std::size_t slice = m_result->sliceOf(time);
    return slice >= m_lowest && slice < m_highest;
}

/// The number of a slice's first row.
std::int64_t LogStretch::startOf(std::size_t slice) const {
    return slice >= m_middle ? m_forward[slice - m_middle] : m_backward[m_middle - slice];
}

Result<std::vector<LogRecord>> LogStretch::rows(std::int64_t first, std::int64_t limit) {
    limit = std::min(limit, end() - first);
    if (first < begin() || limit <= 0)
        return std::vector<LogRecord>();
    LogResult::Place place;
    if (first >= m_forward.front()) {
        const auto behind = std::upper_bound(m_forward.begin(), m_forward.end(), first);
        place.slice = m_middle + static_cast<std::size_t>(behind - m_forward.begin()) - 1;
    } else { // starts fall from the middle backwards: the first that is not behind the row
        const auto at = std::lower_bound(m_backward.begin(), m_backward.end(), first, std::greater<>());
        place.slice = m_middle - static_cast<std::size_t>(at - m_backward.begin());
    }
    place.row = static_cast<std::size_t>(first - startOf(place.slice));
    std::vector<LogRecord> out;
    while (out.size() < static_cast<std::size_t>(limit)) {
        auto records = m_result->next(place, static_cast<std::size_t>(limit) - out.size());
        if (!records)
            return records;
        if (records->empty())
            break;
        std::move(records->begin(), records->end(), std::back_inserter(out));
    }
    return out;
}

Result<std::optional<std::int64_t>> LogStretch::rowAt(Instant time) {
    if (m_result->slices() == 0 || !holds(time))
        return std::optional<std::int64_t>();
    const std::size_t slice = m_result->sliceOf(time);
    if (m_result->countOf(slice) == 0)
        return std::optional(startOf(slice));
    const auto place = m_result->placeIn(slice, time);
    if (!place)
        return place.error();
    return std::optional(startOf(slice) + static_cast<std::int64_t>(*place));
}

Result<std::optional<std::int64_t>> LogStretch::rowOf(const LogRecord& record) {
    if (m_result->slices() == 0 || !holds(record.time))
        return std::optional<std::int64_t>();
    const std::size_t slice = m_result->sliceOf(record.time);
    const auto place = m_result->placeIn(slice, record);
    if (!place)
        return place.error();
    if (!*place)
        return std::optional<std::int64_t>();
    return std::optional(startOf(slice) + static_cast<std::int64_t>(**place));
}

} // namespace foreshock::store
