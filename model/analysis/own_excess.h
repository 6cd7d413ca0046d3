// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/scene.h"

#include <map>
#include <set>
#include <vector>

namespace foreshock {

/// How far one service was out of its band in one channel.
struct Excess {
    double size = 0;  ///< in the channel's unit
    double noise = 0; ///< in noise units
    Minute minute = 0;
};

/// All that one channel shows at an onset. Services by index.
struct ChannelExcess {
    std::map<int, Excess> byService;
    std::set<int> measured; ///< services whose series of this channel had samples
};

/// Usual calls of a service near the alarm, NaN: not known.
using CallRates = std::vector<double>;
/// When each service first showed trouble, in any channel or by alarm.
using HotSince = std::map<int, Minute>;

/// The part of a channel's excess that is each service's own, 0 to 1; services without the series inherit.
std::map<int, double> ownShares(const ServiceGraph& graph, const ChannelExcess& channel, const CallRates& calls,
                                const HotSince& hot);

} // namespace foreshock
