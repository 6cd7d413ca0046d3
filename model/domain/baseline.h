// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/id.h"
#include "model/base/time.h"

#include <vector>

namespace foreshock {

/// What a series was at the same clock time on earlier days, laid onto the present range: least to most of these days,
/// part by part. Parts in which no earlier day has a sample are left out.
struct BaselineBand {
    struct Part {
        TimeRange range;
        double least = 0, most = 0;
        int days = 0;
    };
    SeriesId series;
    int days = 0; ///< earlier days with any sample
    std::vector<Part> parts;
};

} // namespace foreshock
