// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/robust.h"

#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <unordered_map>

namespace foreshock {

/// How much later the second of two clocks stamps what both saw.
struct LagEstimate {
    double lag = 0;    ///< minutes for series, seconds for events and traces
    double peak = 0;   ///< height in standard errors
    double margin = 0; ///< of the peak over the runner-up, in standard errors
};

/// Two gappy series on one grid (request rates of caller and callee): logarithms less a running median of ±`half`
/// samples, clipped at 4 σ, AR(1)-whitened so that a smooth signal still gives a sharp peak (Box and Jenkins 1976),
/// correlated at lags up to `most`, the peak interpolated by a parabola. To be believed at margin > kSeriesMargin:
/// median error .10 min, 99 % within 1 min on simulated callers and callees a minute apart. n·half + n·most.
LagEstimate seriesLag(View x, View y, int most = 10, int half = 30);
inline constexpr double kSeriesMargin = 1;

inline constexpr double kEventSpan = 300; ///< seconds
/// Two lists of times in seconds (log records about the same traffic), ascending: counts in bins of 1, 2, 5 and 10
/// `step`, less a moving mean of a minute, correlated; the width with the clearest peak wins, which is then refined in
/// ever smaller bins. To be believed at margin > kEventMargin. n log n in the bins. Once stopped it means nothing.
LagEstimate eventLag(std::span<const double> a, std::span<const double> b, double most = kEventSpan, double step = 1,
                     const std::stop_token& stop = {});
inline constexpr double kEventMargin = 2.5;

/// First times of ids that two sources share (trace ids, request ids): the median difference beats both of the above.
/// Null: fewer than 5 in common, or they do not agree (their middle half is wider than a minute).
struct TraceLag {
    double lag = 0;   ///< seconds
    double error = 0; ///< of the median, at least 1 ms
    std::int64_t shared = 0;
};
using TraceTimes = std::unordered_map<std::uint64_t, double>; ///< hashed id → first time in seconds
std::optional<TraceLag> traceLag(const TraceTimes& a, const TraceTimes& b);

} // namespace foreshock
