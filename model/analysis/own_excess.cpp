// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/own_excess.h"

#include "model/analysis/rank_constants.h"

#include <algorithm>
#include <cmath>

namespace foreshock {
namespace {

using namespace rank_constants;

/// Share of the calls that callers make which goes to this callee; 1 where calls are not counted.
double callShare(const ServiceGraph& graph, int callee, const CallRates& calls) {
    double total = 0;
    for (const Link& caller : graph.callers(callee))
        if (!std::isnan(calls[caller.service]))
            total += calls[caller.service];
    const double share = total > 0 ? calls[callee] / total : 1.0;
    return std::isnan(share) ? 1.0 : std::min(share, 1.5);
}

} // namespace

std::map<int, double> ownShares(const ServiceGraph& graph, const ChannelExcess& channel, const CallRates& calls,
                                const HotSince& hot) {
    double top = 0;
    for (const auto& [service, excess] : channel.byService)
        top = std::max(top, excess.size);
    std::map<int, double> own;
    for (const auto& [service, excess] : channel.byService) {
        double below = 0;
        double hidden = 1;
        for (const Link& callee : graph.callees(service)) {
            const auto there = channel.byService.find(callee.service);
            if (there != channel.byService.end()) {
                below += callShare(graph, callee.service, calls) * there->second.size;
            } else if (!channel.measured.count(callee.service)) {
                const auto since = hot.find(callee.service);
                if (since != hot.end() && since->second <= excess.minute + 5)
                    hidden = 1 - kRemoved; // broken below, but in other terms
            }
        }
        const double o = std::max(0.0, excess.size - kRemoved * below) * hidden;
        own[service] =
            std::min(1.0, 1.5 * o / top) / (1 + std::exp(std::min(50.0, 3 - excess.noise * o / excess.size)));
    }
    for (int step = 0; step < 2; ++step) {
        std::map<int, double> added;
        for (const auto& [caller, share] : own)
            for (const Link& callee : graph.callees(caller))
                if (!channel.measured.count(callee.service) && !own.count(callee.service)) {
                    double& best = added[callee.service];
                    best = std::max(best, kSilent * share * callee.weight);
                }
        own.insert(added.begin(), added.end());
    }
    return own;
}

} // namespace foreshock
