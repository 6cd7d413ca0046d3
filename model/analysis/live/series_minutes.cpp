// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/live/series_minutes.h"

#include "model/analysis/series_grid.h"

#include <algorithm>

namespace foreshock {
namespace {

std::size_t firstFrom(std::span<const Sample> samples, Instant t) {
    const auto at = std::lower_bound(samples.begin(), samples.end(), t,
                                     [](const Sample& s, Instant wanted) { return s.time < wanted; });
    return static_cast<std::size_t>(at - samples.begin());
}

} // namespace

const Values& SeriesMinutes::on(std::span<const Sample> samples, Instant start, int minutes) {
    if (!m_isKnown || start != m_start || static_cast<std::size_t>(minutes) < m_y.size() || m_first == m_end) {
        anew(samples, start, minutes);
        return m_y;
    }
    const Instant last = samples[m_end - 1].time;
    countGaps(samples, firstFrom(samples, start + Duration::minutes(minutes)));
    if (const int now = held(); now != m_held) {
        m_held = now;
        m_y = onMinutes(samples, start, minutes, m_held);
        return m_y;
    }
    // What the last sample known so far stands in, and holds, is worked out again; before it nothing changed.
    const int from = static_cast<int>((last - start).ns / Duration::minutes(1).ns);
    const Instant again = start + Duration::minutes(from);
    const Values tail = onMinutes(samples.subspan(firstFrom(samples, again)), again, minutes - from, m_held);
    m_y.resize(static_cast<std::size_t>(from));
    m_y.insert(m_y.end(), tail.begin(), tail.end());
    return m_y;
}

void SeriesMinutes::anew(std::span<const Sample> samples, Instant start, int minutes) {
    m_isKnown = true;
    m_start = start;
    m_first = m_end = firstFrom(samples, start);
    m_gaps.clear();
    m_gapCount = 0;
    countGaps(samples, firstFrom(samples, start + Duration::minutes(minutes)));
    m_held = held();
    m_y = onMinutes(samples, start, minutes, m_held);
}

void SeriesMinutes::countGaps(std::span<const Sample> samples, std::size_t to) {
    for (; m_end < to; ++m_end)
        if (m_end > m_first && samples[m_end].time != samples[m_end - 1].time) {
            ++m_gaps[(samples[m_end].time - samples[m_end - 1].time).ns];
            ++m_gapCount;
        }
}

/// Of the median distance, as usualStep() takes it.
int SeriesMinutes::held() const {
    std::size_t left = m_gapCount / 2;
    for (const auto& [gap, times] : m_gaps) {
        if (times > left)
            return heldMinutes(Duration::nanoseconds(gap));
        left -= times;
    }
    return heldMinutes({});
}

} // namespace foreshock
