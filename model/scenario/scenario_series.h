// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/scenario/scenario.h"
#include "model/scenario/scenario_random.h"

#include <optional>
#include <vector>

namespace foreshock {

/// The noise-free value at a minute after t0: straight lines between the points, from the whole minute of the first
/// one on; none outside the points and beside points without a value.
std::optional<double> idealValue(const std::vector<ScenarioPoint>& points, double minute);

/// Yields the samples of one scenario metric in the order of time: the ideal shape, relative noise, then the clamp.
/// Some 2 % of the samples are lost at random, and up to two holes of 3–11 samples (of a tenth at most). Draws from
/// streams of its own, so leaving another metric out changes nothing here.
class ScenarioSeries {
public:
    ScenarioSeries(const ScenarioMetric& metric, Instant t0, std::uint64_t seed);

    struct Value {
        Instant time;
        std::optional<double> value; ///< none: lost, or a stretch without data
    };
    /// Null: no more.
    std::optional<Value> next();

private:
    const ScenarioMetric* m_metric;
    Instant m_t0;
    Duration m_first; ///< of its first sample after t0
    std::int64_t m_count = 0;
    std::int64_t m_index = 0;
    std::vector<std::pair<std::int64_t, std::int64_t>> m_holes; ///< [first, last + 1)
    ScenarioRandom m_noise;
    ScenarioRandom m_losses;
};

} // namespace foreshock
