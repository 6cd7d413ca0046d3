// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/scenario/scenario_series.h"

#include <algorithm>
#include <cmath>

namespace foreshock {
namespace {

constexpr double kLostShare = 0.02;
constexpr std::uint64_t kMostHoles = 2;
constexpr std::uint64_t kShortestHole = 3;
constexpr std::uint64_t kLongestHole = 11;
constexpr std::int64_t kLargestShareOfHole = 10; ///< a hole takes at most a tenth of a short series

std::string streamOf(const ScenarioMetric& metric, const char* purpose) {
    return std::string(purpose) + "/" + metric.service.value + "/" + metric.id;
}

} // namespace

std::optional<double> idealValue(const std::vector<ScenarioPoint>& points, double minute) {
    if (points.empty() || minute < std::floor(points.front().minute) || minute > points.back().minute)
        return std::nullopt;
    if (minute <= points.front().minute)
        return points.front().value;
    const auto after = std::upper_bound(points.begin(), points.end(), minute,
                                        [](double at, const ScenarioPoint& point) { return at < point.minute; });
    const ScenarioPoint& left = *(after - 1);
    if (left.minute == minute || after == points.end())
        return left.value;
    if (!left.value || !after->value)
        return std::nullopt;
    const double share = (minute - left.minute) / (after->minute - left.minute);
    return *left.value + (*after->value - *left.value) * share;
}

ScenarioSeries::ScenarioSeries(const ScenarioMetric& metric, Instant t0, std::uint64_t seed)
    : m_metric(&metric)
    , m_t0(t0)
    , m_noise(seed, streamOf(metric, "noise"))
    , m_losses(seed, streamOf(metric, "losses")) {
    m_first = Duration::minutes(static_cast<std::int64_t>(std::floor(metric.points.front().minute)));
    const Duration last = Duration::ofMinutes(metric.points.back().minute);
    m_count = (last - m_first).ns / metric.step.ns + 1;
    const std::uint64_t holes = m_losses.below(kMostHoles + 1);
    for (std::uint64_t i = 0; i < holes; ++i) {
        const auto begin = static_cast<std::int64_t>(m_losses.below(static_cast<std::uint64_t>(m_count)));
        const auto length = static_cast<std::int64_t>(kShortestHole + m_losses.below(kLongestHole - kShortestHole + 1));
        m_holes.emplace_back(begin, begin + std::min(length, m_count / kLargestShareOfHole));
    }
}

std::optional<ScenarioSeries::Value> ScenarioSeries::next() {
    if (m_index >= m_count)
        return std::nullopt;
    const std::int64_t index = m_index++;
    const Duration since = m_first + m_metric->step * index;
    const double noise = m_noise.normal(); // drawn for every sample, so that losses do not move the noise
    const bool isLost = m_losses.unit() < kLostShare;
    const bool isInHole = std::any_of(m_holes.begin(), m_holes.end(),
                                      [&](const auto& hole) { return hole.first <= index && index < hole.second; });
    std::optional<double> value = idealValue(m_metric->points, since.inMinutes());
    if (isLost || isInHole || !value)
        return Value{m_t0 + since, std::nullopt};
    *value *= 1 + m_metric->noise * noise;
    if (m_metric->least)
        value = std::max(*value, *m_metric->least);
    if (m_metric->most)
        value = std::min(*value, *m_metric->most);
    return Value{m_t0 + since, value};
}

} // namespace foreshock
