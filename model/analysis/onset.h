// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/scene.h"

#include <optional>

namespace foreshock {

/// Where a series left its usual band in its bad direction.
struct Onset {
    Minute minute = 0;
    double excess = 0; ///< above the baseline's median, in the series' unit
    double noise = 0;  ///< excess in noise units (z)
    int sign = 1;      ///< −1: it fell
};

/// Walks back from the alarm to where the series left its band.
///
/// Baseline: 4 h to 45 min before the alarm (less recorded: all but the last 30, then all but the last 6 min). Hot:
/// over median + 4 noise units in ≥ 60 % of 5 samples, from 60 min before to 25 min after the alarm; walked back while
/// over 3 units. Noise unit: the largest of MAD, (98 % quantile − median)/2.05 and a floor by role. A lone excursion
/// over 12 units counts if nothing like it was there before. Cost: linear in the grid's length. Assumes that the alarm
/// lies at most an hour after the onset. Null: it stayed in its band, or too little was recorded.
std::optional<Onset> onsetOf(const SceneSeries& series, Minute alarm);

/// Were there samples around a minute (≥ 5 within ±10 min) in which trouble could have been seen?
bool hasSamplesAround(const SceneSeries& series, Minute minute);

} // namespace foreshock
