// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/recording.h"

#include <algorithm>

namespace foreshock {
namespace {

constexpr Duration kHole = Duration::hours(6);
constexpr Duration kTick = Duration::nanoseconds(1);

void extend(std::vector<TimeRange>& ranges, Instant t) {
    if (ranges.empty() || ranges.back().to + kHole < t)
        ranges.push_back({t, t + kTick});
    else
        ranges.back().to = std::max(ranges.back().to, t + kTick);
}

} // namespace

std::vector<TimeRange> recordings(const Incident& incident, const std::vector<Instant>& moments) {
    std::vector<TimeRange> parts;
    for (const SeriesData& s : incident.series) {
        std::vector<TimeRange> own;
        for (const Sample& sample : s.samples)
            extend(own, sample.time);
        parts.insert(parts.end(), own.begin(), own.end());
    }
    for (const Instant t : moments)
        parts.push_back({t, t + kTick});
    std::sort(parts.begin(), parts.end(), [](const TimeRange& a, const TimeRange& b) { return a.from < b.from; });
    std::vector<TimeRange> out;
    for (const TimeRange& part : parts) {
        if (out.empty() || out.back().to + kHole < part.from)
            out.push_back(part);
        else
            out.back().to = std::max(out.back().to, part.to);
    }
    return out;
}

} // namespace foreshock
