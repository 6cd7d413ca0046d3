// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/causes/cause_case.h"

#include <set>
#include <vector>

namespace foreshock {

/// The stretch of a series that is judged: its past and the window around the alarm, on a scale where effects are
/// ratios; shares of success as shares of failure.
struct SeriesRegion {
    Values t; ///< EpochMinute
    Values x; ///< as measured
    Values y; ///< log scale
    std::vector<bool> isPast;
    std::vector<bool> isNow;
    double step = 0; ///< of the whole series; NaN for fewer than 3 samples

    Values past(const Values& of) const;
    Values now(const Values& of) const;
    int pastCount() const;
    int nowCount() const;
};

/// Minutes of earlier incidents (whole minutes) leave the past if enough of it remains.
SeriesRegion regionOf(const TimedValues& values, CauseRole role, EpochMinute alarm, const std::set<double>& troubled);

/// Level and noise of a past by its shortest half: earlier incidents in it do not count. Of fewer than 8 values:
/// median and MAD. Not for no values.
struct UsualLevel {
    double level = 0;
    double noise = 0;
};
UsualLevel usualLevel(Values y);

/// Past minutes in which the alarmed service's own symptoms (no tail percentiles) were far from usual.
std::set<double> troubledMinutes(const CauseCase& incident, SampleSource& samples);

} // namespace foreshock
