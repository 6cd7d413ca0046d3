// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/samples/series_spans.h"

#include <cmath>
#include <vector>

namespace foreshock::store {

SpanBuilder::SpanBuilder(const SeriesInfo& info, TimeRange range, int pixels, Duration step)
    : m_cell(std::max<std::int64_t>(1, range.length().ns / std::max(1, pixels)))
    , m_hole{step.ns > 0 && step.ns < Instant::latest().ns / 3 ? step.ns * 5 / 2 : Instant::latest().ns} {
    m_window.info = info;
    m_window.range = range;
    m_window.step = step;
}

void SpanBuilder::add(const SeriesSpan& group) {
    if (m_window.spans.empty() || group.range.from >= m_cellEnd || isGap(group.range.from))
        return open(group);
    SeriesSpan& span = m_window.spans.back();
    span.range.to = group.range.to;
    span.least = std::min(span.least, group.least);
    span.most = std::max(span.most, group.most);
    span.last = group.last;
}

void SpanBuilder::open(const SeriesSpan& span) {
    if (isGap(span.range.from))
        m_window.gaps.push_back({m_window.spans.back().range.to, span.range.from});
    m_window.spans.push_back(span);
    const std::int64_t from = distance(m_window.range.from, span.range.from).ns;
    const std::int64_t cell = from / m_cell - (from % m_cell < 0 ? 1 : 0);
    m_cellEnd = after(m_window.range.from, Duration{(cell + 1) * m_cell});
}

SeriesWindow spansOf(const SeriesInfo& info, std::span<const Sample> samples, TimeRange range, int pixels,
                     Duration step) {
    SpanBuilder builder(info, range, pixels, step);
    for (const Sample& s : samples)
        if (!std::isnan(s.value))
            builder.add(s.time, s.value);
    return builder.take();
}

SeriesWindow spansOf(const SeriesInfo& info, std::span<const Sample> samples, TimeRange range, int pixels) {
    std::vector<Instant> times;
    times.reserve(samples.size());
    for (const Sample& s : samples)
        times.push_back(s.time);
    return spansOf(info, samples, range, pixels, usualStep(times));
}

} // namespace foreshock::store
