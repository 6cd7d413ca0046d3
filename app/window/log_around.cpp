// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the log view asks beside its rows: what stands around hits, and how many hits another filter has.
#include "app/window/log_reading.h"

#include <algorithm>

namespace foreshock {

/// Its number among all rows, which are counted as far as it: from headers, for the most part.
Result<std::optional<std::int64_t>> LogReading::placeAmong(const LogRecord& record) {
    while (!m_among->holds(record.time)) {
        const bool isLater = m_among->anchor() < record.time;
        if (isLater ? m_among->reachesEnd() : m_among->reachesBegin())
            return std::optional<std::int64_t>();
        const auto grown = isLater ? m_among->grow(m_among->end(), m_among->end() + 1)
                                   : m_among->grow(m_among->begin() - 1, m_among->begin());
        if (!grown)
            return grown.error();
    }
    return m_among->rowOf(record);
}

Result<std::vector<LogGap>> LogReading::gaps(std::int64_t first, const std::vector<LogRecord>& rows, int around,
                                             const std::string& beside) {
    std::vector<LogGap> out;
    TimeRange range = m_main.range; // since: and until: narrow what stands around, too
    const auto query = parsed(beside, range);
    if (!query)
        return query.error();
    const bool isSame = m_around.result && m_around.query == beside && m_around.range == range && m_among &&
                        m_among->anchor() == m_stretch->anchor();
    if (!isSame) {
        m_among.reset();
        if (const auto done = open(m_around, beside, *query, range); !done)
            return done.error();
        auto among = store::LogStretch::open(*m_around.result, m_stretch->anchor());
        if (!among)
            return among.error();
        m_among.emplace(std::move(*among));
    }
    const auto between = [&](std::int64_t from, std::int64_t to) { return m_among->rows(from, to - from); };
    std::optional<std::int64_t> before;
    if (first > m_stretch->begin()) {
        const auto previous = m_stretch->rows(first - 1, 1);
        if (!previous)
            return previous.error();
        const auto place =
            previous->empty() ? Result<std::optional<std::int64_t>>(std::nullopt) : placeAmong(previous->front());
        if (!place)
            return place.error();
        before = *place;
    }
    const bool isLast = m_stretch->reachesEnd() && first + static_cast<std::int64_t>(rows.size()) == m_stretch->end();
    for (std::size_t i = 0; i < rows.size() + (isLast ? 1 : 0); ++i) {
        LogGap gap;
        std::optional<std::int64_t> here;
        if (i < rows.size()) {
            const auto place = placeAmong(rows[i]);
            if (!place)
                return place.error();
            here = *place;
        }
        // The ends of the range stand for the hits that are not there.
        const bool hasStart = before || m_stretch->reachesBegin();
        while (!before && hasStart && !m_among->reachesBegin())
            if (const auto grown = m_among->grow(m_among->begin() - 1, m_among->begin()); !grown)
                return grown.error();
        while (i == rows.size() && !m_among->reachesEnd())
            if (const auto grown = m_among->grow(m_among->end(), m_among->end() + 1); !grown)
                return grown.error();
        const std::int64_t to = here.value_or(m_among->end());
        const std::int64_t from = before ? *before + 1 : m_among->begin();
        const std::int64_t behind = before ? std::min<std::int64_t>(around, to - from) : 0;
        const std::int64_t ahead = i < rows.size() ? std::clamp<std::int64_t>(to - from - behind, 0, around) : 0;
        gap.hidden = hasStart ? std::max<std::int64_t>(0, to - from - behind - ahead) : -1;
        auto part = between(from, from + behind);
        if (!part)
            return part.error();
        gap.behind = std::move(*part);
        part = between(to - ahead, to);
        if (!part)
            return part.error();
        gap.ahead = std::move(*part);
        out.push_back(std::move(gap));
        before = here;
    }
    return out;
}

Result<std::optional<std::int64_t>> LogReading::numberBeside(const LogRecord& record) {
    if (!m_beside.result || !isBesideWhole() || m_beside.result->slices() == 0)
        return std::optional<std::int64_t>();
    const std::size_t slice = m_beside.result->sliceOf(record.time);
    const auto place = m_beside.result->placeIn(slice, record);
    if (!place)
        return place.error();
    if (!*place)
        return std::optional<std::int64_t>();
    std::int64_t number = static_cast<std::int64_t>(**place) + 1;
    for (std::size_t before = 0; before < slice; ++before)
        number += m_beside.result->countOf(before);
    return std::optional(number);
}

Result<void> LogReading::countBeside(const std::string& filter, std::chrono::milliseconds most) {
    TimeRange range = m_question->range;
    const auto query = parsed(filter, range);
    if (!query)
        return query.error();
    if (!(m_beside.result && m_beside.query == filter && m_beside.range == range)) {
        m_besideSlice = 0;
        m_countedBeside = 0;
        if (const auto done = open(m_beside, filter, *query, range); !done)
            return done;
    }
    const auto end = std::chrono::steady_clock::now() + most;
    while (m_besideSlice < m_beside.result->slices() && std::chrono::steady_clock::now() < end) {
        if (const auto counted = m_beside.result->countSlice(m_besideSlice); !counted)
            return counted;
        m_countedBeside += m_beside.result->countOf(m_besideSlice++);
    }
    return {};
}

} // namespace foreshock
