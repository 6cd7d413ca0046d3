// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/incident.h"

#include <string>
#include <string_view>
#include <vector>

namespace foreshock {

/// A stretch between two feeds of a kind that none of them covers.
struct FeedGap {
    TimeRange range;
    std::string before; ///< path of the source that ends there
    std::string after;  ///< path of the one that begins behind it
};

/// What the feeds of one kind cover together within a range. Half-open stretches in time order.
struct FeedCover {
    std::vector<TimeRange> covered;
    std::vector<TimeRange> open;  ///< of the range, what no feed covers
    std::vector<FeedGap> between; ///< of that, what lies between two feeds
};
FeedCover feedCover(const std::vector<FeedCoverage>& feeds, std::string_view kind, TimeRange range);

} // namespace foreshock
