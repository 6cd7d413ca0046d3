// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/log/log_marks.h"

#include <algorithm>

namespace foreshock {

void LogMarks::set(const std::vector<LogMark>& marks) {
    m_labels.clear();
    m_order.clear();
    for (const LogMark& mark : marks) {
        m_labels[{mark.key.source, mark.key.seq}] = mark.label;
        m_order.push_back(mark.key);
    }
    std::sort(m_order.begin(), m_order.end());
}

int LogMarks::labelOf(const LogKey& record) const {
    const auto found = m_labels.find({record.source, record.seq});
    return found == m_labels.end() ? LogMark::kNone : found->second;
}

std::optional<LogKey> LogMarks::after(const LogKey& place) const {
    const auto next = std::upper_bound(m_order.begin(), m_order.end(), place);
    return next == m_order.end() ? std::nullopt : std::optional(*next);
}

std::optional<LogKey> LogMarks::before(const LogKey& place) const {
    const auto here = std::lower_bound(m_order.begin(), m_order.end(), place);
    return here == m_order.begin() ? std::nullopt : std::optional(*std::prev(here));
}

QColor labelColour(int label, const Theme& t) {
    // The theme's own hues first; the last ones are told apart by their numbers.
    const QColor colours[] = {t.change, t.warn, t.ok, t.ceiling, t.fail, t.accent, t.series, t.none, t.text2};
    return colours[static_cast<std::size_t>(std::clamp(label, 1, 9) - 1)];
}

} // namespace foreshock
