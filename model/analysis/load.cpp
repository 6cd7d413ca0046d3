// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/load.h"

#include "model/analysis/fleet_step.h"
#include "model/analysis/rank_constants.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace foreshock {
namespace {

using namespace rank_constants;

std::optional<TrafficRise> riseOf(View y, int series, Minute onset, Minute first) {
    View base = cut(y, onset - 240, onset - 45);
    if (countPresent(base) < 20)
        base = cut(y, 0, onset - 8);
    const int end = static_cast<int>(std::min(static_cast<double>(y.size()), first + 1));
    const double now = median(cut(y, end - 7, end));
    const double usual = median(base);
    if (countPresent(base) < 12 || !(usual > 0) || std::isnan(now))
        return std::nullopt;
    const double unit = std::max(spread(base), .05 * usual);
    const double band = usual + 3 * unit;
    int a = end - 1;
    while (a > std::max(0.0, onset - 180) && !(median(cut(y, a - 3, a + 2)) < band))
        --a;
    // The band's edge is crossed late on a slow ramp.
    const double rate = (now - band) / std::max(end - a, 1);
    const View since = cut(y, onset, first + 6);
    TrafficRise out{series, now / usual, static_cast<double>(a), 9};
    if (rate > 0)
        out.start -= std::min(20.0, 3 * unit / rate);
    if (countPresent(since) >= 4)
        out.highest = quantile(since, .75) / usual;
    return out;
}

/// Recorded changes of the service or its callers that run when the rise begins.
std::vector<int> changesAtStart(const Scene& scene, int service, Minute start) {
    std::vector<int> out;
    const auto look = [&](int s) {
        for (const int c : scene.changesOf(s)) {
            const GridChange& change = scene.change(c);
            if (start - 15 <= change.start && change.start <= start + kSkew && start <= change.end + 2 * kSkew)
                out.push_back(c);
        }
    };
    look(service);
    for (const Link& caller : scene.graph().callers(service))
        look(caller.service);
    std::sort(out.begin(), out.end());
    return out;
}

/// Recorded changes of the likely origins, or of what they depend on, that begin within the clocks' uncertainty of the
/// onset.
std::vector<int> changesAtOnset(const Scene& scene, const std::vector<Origin>& origins, Minute onset) {
    std::vector<int> out;
    for (std::size_t c = 0; c < scene.grid().changes.size(); ++c) {
        const GridChange& change = scene.change(static_cast<int>(c));
        if (std::abs(change.start - onset) <= 2 * kSkew &&
            std::any_of(origins.begin(), origins.end(),
                        [&](const Origin& o) { return o.p > .1 && scene.graph().reaches(o.service, change.service); }))
            out.push_back(static_cast<int>(c));
    }
    return out;
}

} // namespace

std::vector<TrafficRise> trafficRises(const Scene& scene, Minute onset, Minute first) {
    std::vector<TrafficRise> out;
    for (std::size_t k = 0; k < scene.series().size(); ++k)
        if (scene.series()[k].is(Role::Traffic))
            if (const auto rise = riseOf(scene.series()[k].y(), static_cast<int>(k), onset, first))
                out.push_back(*rise);
    return out;
}

LoadEvidence loadEvidence(const Scene& scene, Minute onset, Minute first, const std::vector<Origin>& origins) {
    const std::vector<TrafficRise> rises = trafficRises(scene, onset, first);
    std::set<int> known;
    std::set<int> risen;
    for (const TrafficRise& r : rises) {
        known.insert(scene.at(r.series).service());
        if (r.ratio > 1.2 && r.start <= onset + 2 * kSkew)
            risen.insert(scene.at(r.series).service());
    }
    LoadEvidence best;
    for (const TrafficRise& r : rises) {
        const int service = scene.at(r.series).service();
        const auto callers = scene.graph().callers(service);
        const bool isInner =
            std::any_of(callers.begin(), callers.end(), [&](const Link& c) { return known.count(c.service) > 0; });
        if (!risen.count(service) || isInner)
            continue; // an inner rise is judged as its caller's change
        double part = 0;
        for (const Origin& o : origins)
            if (scene.graph().reaches(service, o.service))
                part += o.p;
        double odds = part / (1 + std::exp(-(std::log(r.ratio) - std::log(kLoadHalf)) / .08));
        std::vector<int> by = changesAtStart(scene, service, r.start);
        // Callers that come again because something broke rise with the onset, not before it.
        if (by.empty() && r.start > onset - kSkew)
            by = changesAtOnset(scene, origins, onset);
        odds /= by.empty() ? 1 : kLoadExplained;
        if (odds > best.odds)
            best = {odds, r, std::move(by)};
    }
    return best;
}

std::optional<UnexplainedStep> unexplainedStep(const Scene& scene, Minute onset, const std::vector<Origin>& origins) {
    std::set<int> near;
    for (const Origin& o : origins)
        if (o.p > .1)
            near.insert(o.service);
    for (std::size_t k = 0; k < scene.series().size(); ++k) {
        const SceneSeries& s = scene.series()[k];
        if (!s.is(Role::Fleet) || s.role.isWatched || !near.count(s.service()))
            continue;
        const auto step = stepBefore(s.y(), onset);
        if (!step)
            continue;
        const auto runs = [&](int service) {
            const auto& changes = scene.changesOf(service);
            return std::any_of(changes.begin(), changes.end(), [&](int c) {
                return scene.change(c).start - 10 <= *step && *step <= scene.change(c).end + 15;
            });
        };
        const auto runsAt = [&](const Link& link) { return runs(link.service); };
        const auto callees = scene.graph().callees(s.service());
        const auto callers = scene.graph().callers(s.service());
        if (!runs(s.service()) && std::none_of(callees.begin(), callees.end(), runsAt) &&
            std::none_of(callers.begin(), callers.end(), runsAt))
            return UnexplainedStep{static_cast<int>(k), *step};
    }
    return std::nullopt;
}

} // namespace foreshock
