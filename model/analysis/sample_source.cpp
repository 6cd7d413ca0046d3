// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/sample_source.h"

#include "model/analysis/recording.h"
#include "model/analysis/series_grid.h"

#include <algorithm>

namespace foreshock {

Values SampleSource::minutes(const SeriesData& series, Instant start, int minutes) {
    const TimeRange range{start, start + Duration::minutes(minutes)};
    auto found = samples(series, range);
    // A sample from before the first minute may still hold.
    const Duration step = usualStep(found);
    if (step > Duration::minutes(1))
        found = samples(series, {start - step - Duration::minutes(1), range.to});
    return onMinutes(found, start, minutes);
}

std::span<const Sample> HeldSamples::samples(const SeriesData& series, TimeRange range) {
    const auto before = [](const Sample& s, Instant t) { return s.time < t; };
    const auto& all = series.samples;
    const auto from = std::lower_bound(all.begin(), all.end(), range.from, before);
    const auto to = std::lower_bound(from, all.end(), range.to, before);
    return {from, to};
}

std::vector<TimeRange> HeldSamples::recorded() {
    std::vector<TimeRange> out;
    for (const SeriesData& series : m_incident.series) {
        std::vector<TimeRange> own;
        for (const Sample& sample : series.samples)
            extend(own, sample.time);
        out.insert(out.end(), own.begin(), own.end());
    }
    return out;
}

} // namespace foreshock
