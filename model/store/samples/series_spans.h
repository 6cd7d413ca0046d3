// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/series.h"
#include "model/store/samples/time_column.h"

#include <algorithm>
#include <span>

namespace foreshock::store {

/// Joins samples and groups of samples, given in time order, into spans of a pixel each, and finds the gaps:
/// stretches without a value longer than 2.5 usual steps. A group goes where its first sample lies.
class SpanBuilder {
public:
    SpanBuilder(const SeriesInfo& info, TimeRange range, int pixels, Duration step);
    void add(const SeriesSpan& group);
    /// One sample; no NaN.
    void add(Instant t, double value) {
        if (!m_window.spans.empty() && t < m_cellEnd && !isGap(t)) {
            SeriesSpan& span = m_window.spans.back();
            span.range.to = t;
            span.least = std::min(span.least, value);
            span.most = std::max(span.most, value);
            span.last = value;
        } else {
            open({{t, t}, value, value, value, value});
        }
    }
    SeriesWindow take() { return std::move(m_window); }

private:
    bool isGap(Instant t) const {
        return !m_window.spans.empty() && distance(m_window.spans.back().range.to, t) > m_hole;
    }
    void open(const SeriesSpan& span);

    SeriesWindow m_window;
    std::int64_t m_cell; ///< length of a pixel, ns
    Duration m_hole;     ///< longer is a gap
    Instant m_cellEnd;   ///< of the span that is open
};

/// Reduces samples in time order to at most `pixels` min–max spans within the range, and those beyond its edges alike.
/// The usual step is the median distance of neighbours (null samples count: they were due).
SeriesWindow spansOf(const SeriesInfo& info, std::span<const Sample> samples, TimeRange range, int pixels);
SeriesWindow spansOf(const SeriesInfo& info, std::span<const Sample> samples, TimeRange range, int pixels,
                     Duration step);

} // namespace foreshock::store
