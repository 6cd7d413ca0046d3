// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/series_grid.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace foreshock {
namespace {

constexpr std::int64_t kMinute = Duration::minutes(1).ns;

/// The samples within [from, to).
std::span<const Sample> within(std::span<const Sample> samples, Instant from, Instant to) {
    const auto before = [](const Sample& s, Instant t) { return s.time < t; };
    const auto a = std::lower_bound(samples.begin(), samples.end(), from, before);
    const auto b = std::lower_bound(a, samples.end(), to, before);
    return samples.subspan(static_cast<std::size_t>(a - samples.begin()), static_cast<std::size_t>(b - a));
}

} // namespace

Duration usualStep(std::span<const Sample> samples) {
    std::vector<std::int64_t> gaps;
    for (std::size_t i = 1; i < samples.size(); ++i)
        if (samples[i].time != samples[i - 1].time)
            gaps.push_back((samples[i].time - samples[i - 1].time).ns);
    if (gaps.empty())
        return {};
    const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
    std::nth_element(gaps.begin(), middle, gaps.end());
    return Duration::nanoseconds(*middle);
}

int heldMinutes(Duration usualStep) {
    return std::max(1, static_cast<int>(std::lround(usualStep.inMinutes())));
}

Values onMinutes(std::span<const Sample> samples, Instant start, int minutes) {
    const Duration step = usualStep(within(samples, start, start + Duration::minutes(minutes)));
    return onMinutes(samples, start, minutes, heldMinutes(step));
}

Values onMinutes(std::span<const Sample> samples, Instant start, int minutes, int held) {
    Values out(static_cast<std::size_t>(minutes), std::numeric_limits<double>::quiet_NaN());
    // A sample from before the first minute may still hold.
    const auto all = within(samples, start - Duration::minutes(held - 1), start + Duration::minutes(minutes));
    const auto minuteOf = [&](const Sample& s) {
        const std::int64_t ns = (s.time - start).ns;
        return static_cast<int>(ns >= 0 ? ns / kMinute : -((-ns + kMinute - 1) / kMinute));
    };
    for (std::size_t i = 0; i < all.size();) {
        const int minute = minuteOf(all[i]);
        double sum = 0;
        int n = 0;
        std::size_t next = i;
        for (; next < all.size() && minuteOf(all[next]) == minute; ++next)
            if (isMeasured(all[next].value)) {
                sum += all[next].value;
                ++n;
            }
        if (n > 0) {
            int until = std::min(minute + held, minutes);
            if (next < all.size())
                until = std::min(until, minuteOf(all[next]));
            for (int m = std::max(minute, 0); m < until; ++m)
                out[m] = sum / n;
        }
        i = next;
    }
    return out;
}

} // namespace foreshock
