// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/fan_out.h"

#include "model/analysis/rank_constants.h"
#include "model/base/text.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace foreshock {
namespace {

constexpr double kLeastRise = .08;
constexpr double kFullRise = .5;
constexpr Minute kBefore = 120;
constexpr Minute kAfter = 25;
constexpr double kOwnPrior = .1;       ///< its own change made others call more
constexpr std::size_t kLongestGap = 5; ///< minutes of a caller's requests that may be filled in
constexpr double kLeastSamples = 40;   ///< what a climb needs (climb.h)
constexpr double kMostShare = 2;       ///< a share of failed calls may be over 1 by rounding and noise, never so far

int seriesWith(const Scene& scene, int service, Role role) {
    for (const int k : scene.seriesOf(service))
        if (scene.at(k).is(role))
            return k;
    return -1;
}

/// Failed calls per call at each minute, 0 to 1; gaps are 0. Counts are taken per call of the service's own traffic.
Values failedShare(const Scene& scene, int service, View traffic) {
    Values out(traffic.size(), 0.0);
    const int k = seriesWith(scene, service, Role::Errors);
    if (k < 0)
        return out;
    const SceneSeries& s = scene.at(k);
    const View y = s.y().first(std::min(traffic.size(), s.y().size()));
    const std::string unit = lowered(s.data->unit);
    const bool isPercent = unit.starts_with("%") || unit.starts_with("percent");
    const bool isCount = !isPercent && std::any_of(y.begin(), y.end(), [](double v) { return v > kMostShare; });
    for (std::size_t i = 0; i < y.size(); ++i)
        if (const double v = y[i] / (isPercent ? 100 : isCount ? traffic[i] : 1); v > 0)
            out[i] = std::min(v, 1.0);
    return out;
}

/// Short gaps filled in; what is missing for longer stays missing, so that lost telemetry is not fewer requests.
Values shortlyBridged(View y) {
    Values out = bridged(y);
    for (std::size_t i = 0; i < y.size();) {
        std::size_t end = i;
        while (end < y.size() && std::isnan(y[end]))
            ++end;
        if (end - i > kLongestGap || end == y.size())
            std::fill(out.begin() + static_cast<std::ptrdiff_t>(i), out.begin() + static_cast<std::ptrdiff_t>(end),
                      std::numeric_limits<double>::quiet_NaN());
        i = std::max(end, i + 1);
    }
    return out;
}

/// Minutes between samples of a series that is taken less often than each minute and held.
Minute stepOf(View y) {
    Values runs;
    for (std::size_t i = 0, start = 0; i < y.size(); ++i)
        if (i + 1 == y.size() || y[i + 1] != y[i]) {
            if (!std::isnan(y[i]))
                runs.push_back(static_cast<double>(i + 1 - start));
            start = i + 1;
        }
    return runs.empty() ? 1 : std::max(1.0, median(runs));
}

struct Calls {
    Values ratio;   ///< per call that the callers receive
    Values retried; ///< the ratio's part that would be second tries, if every failed call were tried again
    Values failed;  ///< share of the calls
};

Calls callsOf(const Scene& scene, int service, Minute until) {
    const int own = seriesWith(scene, service, Role::Traffic);
    std::vector<Values> callers;
    for (const Link& c : scene.graph().callers(service))
        if (const int k = seriesWith(scene, c.service, Role::Traffic); k >= 0 && c.service != service)
            callers.push_back(shortlyBridged(cut(scene.at(k).y(), 0, until)));
    if (own < 0 || callers.empty())
        return {};
    const View y = cut(scene.at(own).y(), 0, until);
    std::erase_if(callers, [](const Values& c) { return countPresent(c) == 0; });
    const Values failed = failedShare(scene, service, y);
    Calls out{Values(y.size(), std::numeric_limits<double>::quiet_NaN()), Values(y.size(), 0.0), failed};
    for (std::size_t i = 0; i < y.size(); ++i) {
        double sum = 0;
        for (const Values& c : callers)
            sum += i < c.size() ? c[i] : std::numeric_limits<double>::quiet_NaN();
        if (!(sum > 0) || std::isnan(y[i]))
            continue;
        out.ratio[i] = y[i] / sum;
        out.retried[i] = out.ratio[i] * failed[i] / (1 + failed[i]);
    }
    return out;
}

double highestNear(const Values& v, std::size_t i) {
    constexpr std::size_t kReach = static_cast<std::size_t>(rank_constants::kSkew);
    const auto from = v.begin() + static_cast<std::ptrdiff_t>(i > kReach ? i - kReach : 0);
    const auto to = v.begin() + static_cast<std::ptrdiff_t>(std::min(v.size(), i + kReach + 1));
    return *std::max_element(from, to);
}

} // namespace

double FanOut::weightOfRise(double rise) {
    return std::min(1.0, std::log1p(rise) / std::log1p(kFullRise));
}

double FanOut::weightOf(int change) const {
    return weight() * climb.shareOf(change);
}

FanOut fanOutOf(const Scene& scene, int service, Minute onset) {
    FanOut out;
    const auto [ratio, retried, failed] = callsOf(scene, service, onset + kAfter);
    const Minute back = std::max(kBefore, kLeastSamples * stepOf(ratio));
    const View before = cut(ratio, onset - 240, onset - 45);
    if (countPresent(before) < 30)
        return out;
    const double usual = median(before);
    const double now = median(cut(ratio, onset + kAfter / 2, onset + kAfter));
    if (!(usual > 0) || !(now - usual > std::max(kLeastRise * usual, 4 * spread(before))))
        return out;
    std::vector<ClimbCandidate> candidates;
    const auto add = [&](int of, double prior) {
        for (const int c : scene.changesOf(of)) {
            const GridChange& change = scene.change(c);
            if (change.isSuspect && change.start > 15 && change.start < onset + kAfter)
                candidates.push_back({c, of, change.start, change.end, prior, true});
        }
    };
    for (const Link& caller : scene.graph().callers(service))
        if (caller.service != service)
            add(caller.service, 1);
    add(service, kOwnPrior);
    // What is left of the rise if every failed call was tried again (within the clocks' uncertainty) was somebody's
    // doing.
    Values least(ratio);
    for (std::size_t i = 0; i < least.size(); ++i)
        least[i] /= 1 + highestNear(failed, i);
    out.rise = median(cut(least, onset + kAfter / 2, onset + kAfter)) / usual - 1;
    if (!(out.rise > kLeastRise)) {
        out.rise = 0;
        return out;
    }
    // How many failed calls are tried again is not known: the share that leaves the plainest story, in its own terms.
    double plainest = std::numeric_limits<double>::infinity();
    for (const double again : {0.0, .5, 1.0}) {
        Values first(ratio);
        for (std::size_t i = 0; i < first.size(); ++i)
            first[i] -= again * retried[i];
        Climb climb = climbOf(first, {}, candidates, {onset - back, onset + kAfter}, ClimbShape::Ramp);
        const double left = climb.residual / (median(cut(first, onset + kAfter / 2, onset + kAfter)) - usual);
        if (!climb.parts.empty() && left < plainest) {
            plainest = left;
            out.climb = std::move(climb);
        }
    }
    return out;
}

} // namespace foreshock
