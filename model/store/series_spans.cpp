// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/series_spans.h"

#include <algorithm>
#include <cmath>

namespace foreshock::store {
namespace {

Duration usualStep(std::span<const Sample> samples) {
    std::vector<std::int64_t> steps;
    const std::size_t stride = std::max<std::size_t>(1, samples.size() / 4096);
    for (std::size_t i = stride; i < samples.size(); i += stride)
        steps.push_back((samples[i].time - samples[i - 1].time).ns);
    if (steps.empty())
        return {};
    std::nth_element(steps.begin(), steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2), steps.end());
    return Duration{steps[steps.size() / 2]};
}

} // namespace

SeriesWindow spansOf(const SeriesInfo& info, std::span<const Sample> samples, TimeRange range, int pixels) {
    SeriesWindow out;
    out.info = info;
    out.range = range;
    out.step = usualStep(samples);
    const std::int64_t cell = std::max<std::int64_t>(1, range.length().ns / std::max(1, pixels));
    const Duration hole{out.step.ns * 5 / 2};
    std::int64_t openCell = 0;
    const Sample* before = nullptr; // last sample with a value
    for (const Sample& sample : samples) {
        if (std::isnan(sample.value))
            continue;
        const bool isGap = before && out.step.ns > 0 && sample.time - before->time > hole;
        if (isGap)
            out.gaps.push_back({before->time, sample.time});
        const std::int64_t in = (sample.time - range.from).ns / cell - (sample.time < range.from ? 1 : 0);
        if (before && !isGap && in == openCell && !out.spans.empty()) {
            SeriesSpan& span = out.spans.back();
            span.range.to = sample.time;
            span.least = std::min(span.least, sample.value);
            span.most = std::max(span.most, sample.value);
            span.last = sample.value;
        } else {
            out.spans.push_back({{sample.time, sample.time}, sample.value, sample.value, sample.value, sample.value});
            openCell = in;
        }
        before = &sample;
    }
    return out;
}

} // namespace foreshock::store
