// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"

#include <cstdint>
#include <string>

namespace foreshock::bench {

enum class SamplesText {
    OpenMetrics, ///< seconds with a fraction, "# EOF": what promtool takes
    Prometheus,  ///< milliseconds: what victoria-metrics takes
};

/// Writes so many series, one after the other, each with so many samples 15 s apart from 14 March 2024 on: gauges of
/// two decimals, counters, noisy floats and steps, ten kinds in equal parts. Deterministic.
Result<void> writeSamples(const std::string& path, SamplesText text, std::uint64_t series, std::uint64_t samples);

} // namespace foreshock::bench
