// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/limits/settled_levels.h"

#include "model/analysis/recording.h"
#include "model/analysis/robust.h"
#include "model/analysis/series_grid.h"

#include <algorithm>
#include <cmath>

namespace foreshock {
namespace {

constexpr int kHour = 60;
constexpr int kShortest = 12;                 ///< minutes that a level must be seen
constexpr int kBefore = 30;                   ///< minutes that the size must have stood before
constexpr std::size_t kSparse = 12;           ///< samples of a stretch that are lone ones
constexpr int kLongestStretch = 60 * 24 * 60; ///< minutes; more is cut
constexpr double kSameSize = 5e-4;
constexpr Duration kBeside = Duration::minutes(10);

using Samples = std::span<const Sample>;

Samples within(Samples samples, Instant from, Instant to) {
    const auto before = [](const Sample& s, Instant t) { return s.time < t; };
    const auto a = std::lower_bound(samples.begin(), samples.end(), from, before);
    const auto b = std::lower_bound(a, samples.end(), to, before);
    return samples.subspan(static_cast<std::size_t>(a - samples.begin()), static_cast<std::size_t>(b - a));
}

bool isSame(double a, double b) {
    return std::abs(a - b) <= kSameSize * std::max(std::abs(a), std::abs(b));
}

/// Stretches of a series without a hole of more than 6 h.
std::vector<Samples> stretches(Samples samples) {
    std::vector<Samples> out;
    std::size_t from = 0;
    for (std::size_t i = 1; i <= samples.size(); ++i)
        if (i == samples.size() || samples[i].time - samples[i - 1].time > kRecordingHole) {
            out.push_back(samples.subspan(from, i - from));
            from = i;
        }
    return out;
}

/// The noise unit of the longest stretch; 0 if all samples are lone ones.
double noiseOf(const std::vector<Samples>& all) {
    Values values;
    for (const Samples& s : all)
        if (s.size() > values.size() && s.size() > kSparse) {
            values.clear();
            for (const Sample& sample : s)
                values.push_back(isMeasured(sample.value) ? sample.value : std::nan(""));
        }
    const double noise = stepNoise(values);
    return std::isfinite(noise) ? noise : 0;
}

class LevelFinder {
public:
    LevelFinder(Samples size, std::optional<double> limit, double noise)
        : m_size(size)
        , m_limit(limit)
        , m_noise(noise) {}

    void lone(Samples samples) {
        for (const Sample& s : samples) {
            if (!isMeasured(s.value) || isAtLimit(s.value))
                continue;
            std::optional<double> size;
            Duration nearest = kBeside;
            for (const Sample& q : within(m_size, s.time - kBeside, s.time + kBeside + Duration{1}))
                if (const Duration off = std::max(q.time - s.time, s.time - q.time);
                    isMeasured(q.value) && off <= nearest) {
                    nearest = off;
                    size = q.value;
                }
            if (size)
                add({*size, s.value, 1, {s.time, s.time + Duration{1}}});
        }
    }

    void dense(Samples samples) {
        const Instant start = samples.front().time;
        const int minutes = static_cast<int>(
            std::min<std::int64_t>((samples.back().time - start).ns / Duration::minutes(1).ns + 1, kLongestStretch));
        const Values y = onMinutes(samples, start, minutes);
        const Values x = sizes(start, minutes);
        const int window = std::min(kHour, std::max(kShortest, minutes / 6));
        for (int k = 0; k + window <= minutes; k += std::max(1, window / 4)) {
            const View part = cut(y, k, k + window);
            const std::optional<double> size = steadySize(x, k - kBefore, k + window);
            if (!size || countPresent(part) < static_cast<std::size_t>(window / 3) || isMoving(part) ||
                isAtLimit(median(part)))
                continue;
            const TimeRange range{start + Duration::minutes(k), start + Duration::minutes(k + window)};
            if (!m_out.empty() && isSame(m_out.back().size, *size) && range.from <= m_out.back().range.to) {
                SettledLevel& last = m_out.back();
                last.range.to = range.to;
                const View whole = cut(y, (last.range.from - start).inMinutes(), k + window);
                last.level = median(whole);
                last.samples = static_cast<int>(countPresent(whole));
            } else {
                add({*size, median(part), static_cast<int>(countPresent(part)), range});
            }
        }
    }

    std::vector<SettledLevel> take() { return std::move(m_out); }

private:
    void add(SettledLevel level) { m_out.push_back(level); }

    /// Sizes by minute; one that is told holds for an hour, since many are told only when they change.
    Values sizes(Instant start, int minutes) const {
        Values out =
            onMinutes(within(m_size, start - Duration::hours(1), start + Duration::minutes(minutes)), start, minutes);
        int held = 0;
        for (std::size_t k = 1; k < out.size(); ++k) {
            held = std::isnan(out[k]) ? held + 1 : 0;
            if (held > 0 && held <= kHour)
                out[k] = out[k - 1];
        }
        return out;
    }

    std::optional<double> steadySize(const Values& x, int from, int to) const {
        const Values part = present(cut(x, from, to));
        if (part.size() < static_cast<std::size_t>(kShortest / 2) || std::isnan(x[static_cast<std::size_t>(to - 1)]))
            return std::nullopt;
        const auto [least, most] = std::minmax_element(part.begin(), part.end());
        return isSame(*least, *most) ? std::optional(median(part)) : std::nullopt;
    }

    bool isMoving(View part) const {
        const Trend trend = trendOf(part);
        const double drift = std::abs(trend.perMinute) * static_cast<double>(part.size());
        return std::abs(trend.perMinute) > 3 * trend.error && drift > .5 * m_noise;
    }

    bool isAtLimit(double value) const {
        return m_limit && std::abs(*m_limit - value) <= std::max(2 * m_noise, 1e-6 * std::abs(*m_limit));
    }

    Samples m_size;
    std::optional<double> m_limit;
    double m_noise;
    std::vector<SettledLevel> m_out;
};

} // namespace

std::vector<SettledLevel> settledLevels(std::span<const Sample> size, std::span<const Sample> resource,
                                        std::optional<double> limit) {
    const std::vector<Samples> all = stretches(resource);
    LevelFinder finder(size, limit, noiseOf(all));
    for (const Samples& stretch : all)
        stretch.size() <= kSparse ? finder.lone(stretch) : finder.dense(stretch);
    return finder.take();
}

} // namespace foreshock
