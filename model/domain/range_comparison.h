// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/evidence.h"

#include <cstdint>
#include <string>
#include <vector>

namespace foreshock {

/// What a series did in range b against range a.
struct SeriesChange {
    SeriesRef series;
    std::string instance;
    std::string unit;
    double before = 0, after = 0; ///< medians
    double effect = 0;            ///< (after − before) in noise units
    double share = 0;             ///< of b's samples that lie outside what a showed (1 % to 99 %)
    double p = 1;                 ///< the smaller of both tests, counted twice
    double rhythm = 1;            ///< p of the two-sample test on steps: how it moves, not where it stands
    double level = 1;             ///< p of the levels, autocorrelation counted
    double score = 0;             ///< |effect| × share: the order
    bool isSignificant = false;   ///< after false-discovery control over all series
    bool isFlatBefore = false;    ///< it never moved in a
};

/// How often a value of an attribute stands in b's log records against a's.
struct AttributeChange {
    std::string attribute; ///< level, service, host, source
    std::string value;
    std::int64_t before = 0, after = 0;
    double shareBefore = 0, shareAfter = 0;
    double lift = 1; ///< shareAfter / shareBefore, each with half a record added
    double p = 1;
    bool isSignificant = false;
};

struct RangeComparison {
    TimeRange a, b;
    std::vector<SeriesChange> series;        ///< significant ones first, by score
    std::vector<AttributeChange> attributes; ///< significant ones first, by |log lift|
    int compared = 0;                        ///< series with enough samples in both ranges
    int skipped = 0;                         ///< series without
    int onlyBefore = 0, onlyAfter = 0;       ///< of them: gone silent, newly there
    std::int64_t logsBefore = 0, logsAfter = 0;
};

} // namespace foreshock
