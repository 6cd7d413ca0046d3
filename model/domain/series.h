// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/id.h"
#include "model/base/time.h"

#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace foreshock {

/// One measured quantity of a service (or of one instance of it).
struct SeriesInfo {
    SeriesId id;
    ServiceId service;
    std::string instance; ///< empty: the whole service
    std::string version;
    std::string metric;
    std::string unit;
    std::string seenVia;          ///< the telemetry service that carries it, may be empty
    std::string environment = {}; ///< see change.h
};

/// NaN is a null sample: it was due and had no value.
struct Sample {
    Instant time;
    double value = std::numeric_limits<double>::quiet_NaN();
};

/// False for null samples, for what is no number, and for what no instrument measures (its square would overflow):
/// analyses read these as gaps.
inline bool isMeasured(double value) {
    return std::abs(value) < 1e150;
}

/// A series with its samples in time order (equal times: the later arrival last).
struct SeriesData {
    SeriesInfo info;
    std::vector<Sample> samples;
};

/// What a plot paints of a series: one span a pixel at the most, in time order.
struct SeriesSpan {
    TimeRange range; ///< first to last sample in it; to == from for a single sample
    double least = 0;
    double most = 0;
    double first = 0;
    double last = 0;
};

/// A series within a range, reduced to spans. Gaps are ranges without samples, or with null ones,
/// longer than 2.5 usual steps: a gap is never drawn through.
struct SeriesWindow {
    SeriesInfo info;
    TimeRange range;
    std::vector<SeriesSpan> spans;
    std::vector<TimeRange> gaps;
    Duration step; ///< usual distance between samples; 0 if fewer than two
};

} // namespace foreshock
