// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/hypothesis.h"

#include "model/analysis/load.h"
#include "model/analysis/rank_constants.h"
#include "model/analysis/story_teller.h"

#include <algorithm>
#include <cmath>

namespace foreshock {
namespace {

using namespace rank_constants;

/// The first likely onset of each service: resources are judged up to it.
std::map<int, Minute> firstOnsets(const std::vector<Origin>& origins) {
    std::map<int, double> best;
    for (const Origin& o : origins)
        best[o.service] = std::max(best[o.service], o.p);
    std::map<int, Minute> out;
    for (const Origin& o : origins)
        if (o.p > .1 * best[o.service]) {
            const auto at = out.emplace(o.service, o.minute).first;
            at->second = std::min(at->second, o.minute);
        }
    return out;
}

/// An own resource at its ceiling makes an origin likelier, and so do calls that somebody began to make more often.
void weighByMechanism(const Scene& scene, Measurements& m, std::vector<Origin>& origins,
                      const std::map<int, Minute>& firstOnset) {
    double sum = 0;
    for (Origin& o : origins) {
        const auto first = firstOnset.find(o.service);
        const Minute at = first != firstOnset.end() ? first->second : o.minute;
        for (const int k : scene.seriesOf(o.service))
            if (scene.at(k).isLimited())
                o.ceiling = std::max(o.ceiling, m.ceiling(k, at).weight);
        o.p *= 1 + 2 * std::max(o.ceiling, m.fanOut(o.service, o.minute).weight());
        sum += o.p;
    }
    for (Origin& o : origins)
        o.p /= sum;
}

} // namespace

std::optional<HypothesisSet> hypothesesOf(const Scene& scene, Measurements& measurements, std::vector<Origin> origins,
                                          const AlarmGroup& group, std::stop_token stop) {
    HypothesisSet out;
    const Minute first = group.first();
    const EnvironmentScope scope(scene.grid(), scene.graph(), group);
    std::optional<Minute> onset;
    for (const Origin& o : origins)
        if (o.p > .05)
            onset = std::min(onset.value_or(o.minute), o.minute);
    out.onset = onset.value_or(first - 3);

    StoryTeller teller(scene, measurements, first, firstOnsets(origins));
    weighByMechanism(scene, measurements, origins, teller.firstOnsets());
    for (const TrafficRise& rise : trafficRises(scene, out.onset, first))
        teller.setTraffic(scene.at(rise.series).service(), std::max(rise.ratio, rise.highest));

    const Minute alarmError = scene.grid().alarmErrorAt(first);
    std::map<int, std::map<int, ChangePath>> paths;
    for (std::size_t c = 0; c < scene.grid().changes.size(); ++c) {
        if (stop.stop_requested())
            return std::nullopt;
        const GridChange& change = scene.grid().changes[c];
        if (!change.isSuspect || change.plan.kind == PlannedRun::Kind::Done)
            continue;
        Hypothesis h;
        h.isElsewhere = scope.isElsewhere(change.environment);
        if (h.isElsewhere) {
            h.shared = scope.sharedBy(change);
            if (h.shared.empty()) {
                ++out.elsewhere;
                continue;
            }
        }
        const auto [at, isNew] = paths.try_emplace(change.service);
        if (isNew)
            at->second = pathsFrom(scene.graph(), change.service);
        h.change = static_cast<int>(c);
        // Not late where clocks that are known to so much leave the order open.
        h.isLate = change.start > first + std::max(kSkew, change.error + alarmError);
        for (const Origin& o : origins)
            if (const auto path = at->second.find(o.service);
                path != at->second.end() && o.p > .01 &&
                (!h.isElsewhere || std::binary_search(h.shared.begin(), h.shared.end(), o.service)))
                h.stories.push_back(teller.tell(h.change, o, path->second));
        out.hypotheses.push_back(std::move(h));
    }
    out.origins = std::move(origins);
    return out;
}

} // namespace foreshock
