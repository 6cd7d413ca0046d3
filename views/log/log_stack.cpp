// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/log/log_stack.h"

#include "views/log/log_line.h"

#include <algorithm>

namespace foreshock {

static int linesIn(const LogGap* gap) {
    return gap ? static_cast<int>(gap->behind.size() + gap->ahead.size()) + (gap->hidden > 0 ? 1 : 0) : 0;
}

int LogStack::moreOf(std::int64_t row) const {
    const LogRecord* record = m_folds.areAnyOpen() ? m_rows.at(row) : nullptr;
    return record && m_folds.isOpen(*record) ? std::min(LogLine::linesBehind(*record), kMostLines + 1) : 0;
}

int LogStack::recordLine(std::int64_t row) const {
    return row < m_rows.end() ? linesIn(m_rows.gapBefore(row)) : 0; // behind the last row stands nothing of its own
}

int LogStack::linesOf(std::int64_t row) const {
    const bool isLast = row + 1 == m_rows.end();
    return recordLine(row) + 1 + moreOf(row) + (isLast ? linesIn(m_rows.gapBefore(row + 1)) : 0);
}

LogSpot LogStack::at(LogPlace place) const {
    LogSpot spot;
    spot.row = place.row;
    const auto inGap = [&](const LogGap& gap, int line) {
        const int behind = static_cast<int>(gap.behind.size());
        spot.kind = LogSpot::Kind::Around;
        spot.index = line;
        if (line < behind) {
            spot.record = &gap.behind[static_cast<std::size_t>(line)];
        } else if (gap.hidden > 0 && line == behind) {
            spot.kind = LogSpot::Kind::Gap;
            spot.hidden = gap.hidden;
        } else {
            const int ahead = line - behind - (gap.hidden > 0 ? 1 : 0);
            spot.record = &gap.ahead[static_cast<std::size_t>(ahead)];
        }
        return spot;
    };
    const int own = recordLine(place.row);
    if (place.line < own)
        return inGap(*m_rows.gapBefore(place.row), place.line);
    spot.record = m_rows.at(place.row);
    spot.index = place.line - own;
    if (spot.index == 0)
        return spot;
    spot.kind = LogSpot::Kind::More;
    if (const int more = moreOf(place.row); spot.index > more) {
        const LogGap* behind = place.row + 1 == m_rows.end() ? m_rows.gapBefore(place.row + 1) : nullptr;
        if (behind && spot.index - more - 1 < linesIn(behind))
            return inGap(*behind, spot.index - more - 1);
    }
    return spot;
}

LogPlace LogStack::moved(LogPlace place, std::int64_t lines) const {
    std::int64_t line = place.line + lines;
    while (line < 0)
        line += linesOf(--place.row);
    for (int here = linesOf(place.row); line >= here; here = linesOf(place.row)) {
        line -= here;
        ++place.row;
    }
    return {place.row, static_cast<int>(line)};
}

LogPlace LogStack::lastTop(int lines) const {
    LogPlace place{m_rows.end(), 0};
    for (int left = lines; left > 0 && place.row > m_rows.begin();) {
        const int here = linesOf(--place.row);
        place.line = std::max(0, here - left);
        left -= here;
    }
    return place.row < m_rows.begin() ? LogPlace{m_rows.begin(), 0} : place;
}

} // namespace foreshock
