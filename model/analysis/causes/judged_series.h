// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/causes/series_region.h"

#include <optional>
#include <stop_token>
#include <vector>

namespace foreshock {

/// What a series (or a log) says: how surprising its window is beside its past.
struct Found {
    double nats = 0;
    double effect = 0; ///< log units
    double excess = 0; ///< in the series' unit
    std::optional<EpochMinute> first;
    int series = -1; ///< of the case; −1: another thing
    double before = 0;
    double during = 0; ///< the level that the window's most deviant samples share
    double z = 0;      ///< effect in noise units
    std::string text;  ///< where no series speaks
};

/// Both directions of one series; null where it moved the other way.
struct JudgedSeries {
    int series = 0;
    double step = 0;
    std::optional<Found> up;
    std::optional<Found> down;
};

/// Judges every series with samples on both sides against its own past, after taking out what the service's own load
/// explains (CPU, I/O, network). How surprising are the k most deviant samples of the window, k ≥ 2 (one blip is no
/// incident)? Tails of Student's t, a Bayes factor bound, a bonus for size. Noise is at least half of what is usual for
/// the metric at other services; with little past, how differently the metric changed there. Reads each series once
/// (the alarmed service's symptoms twice). Null if stopped.
std::optional<std::vector<JudgedSeries>> judgeSeries(const CauseCase& incident, SampleSource& samples,
                                                     std::stop_token stop = {});

/// Is what the alarm is about to be seen in its own series?
enum class AlarmSight { Unknown, Seen, Calm };
/// Unknown: the alarm names no metric, or no such series of its service has samples on both sides.
AlarmSight sightOf(const CauseCase& incident, const std::vector<JudgedSeries>& judged);

/// The judgement of one window; `y` is the region's log scale without load, `pooled` the noise elsewhere, `tests` how
/// many such measurements the service has, sign 1 for upwards. Null: it did not move that way.
std::optional<Found> judgeWindow(const SeriesRegion& region, const Values& y, double floor, double pooled, int tests,
                                 int sign);

} // namespace foreshock
