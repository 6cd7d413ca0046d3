// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/recording.h"

#include <algorithm>

namespace foreshock {
namespace {

constexpr Duration kTick = Duration::nanoseconds(1);

} // namespace

void extend(std::vector<TimeRange>& stretches, Instant t) {
    if (stretches.empty() || stretches.back().to + kRecordingHole < t)
        stretches.push_back({t, t + kTick});
    else
        stretches.back().to = std::max(stretches.back().to, t + kTick);
}

std::vector<TimeRange> recordings(std::vector<TimeRange> stretches, const std::vector<Instant>& moments) {
    for (const Instant t : moments)
        stretches.push_back({t, t + kTick});
    std::sort(stretches.begin(), stretches.end(),
              [](const TimeRange& a, const TimeRange& b) { return a.from < b.from; });
    std::vector<TimeRange> out;
    for (const TimeRange& part : stretches) {
        if (out.empty() || out.back().to + kRecordingHole < part.from)
            out.push_back(part);
        else
            out.back().to = std::max(out.back().to, part.to);
    }
    return out;
}

} // namespace foreshock
