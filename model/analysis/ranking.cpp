// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/ranking.h"

#include "model/analysis/rank_constants.h"
#include "model/analysis/verdict.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

namespace foreshock {
namespace {

using namespace rank_constants;

/// The onset below which half of the origins' weight lies.
Minute weightedMedianOnset(std::vector<Origin> origins) {
    if (origins.empty())
        return 0;
    std::stable_sort(origins.begin(), origins.end(),
                     [](const Origin& a, const Origin& b) { return a.minute < b.minute; });
    const double half =
        .5 * std::accumulate(origins.begin(), origins.end(), 0.0, [](double s, const Origin& o) { return s + o.p; });
    double sum = 0;
    for (const Origin& o : origins) {
        sum += o.p;
        if (sum >= half)
            return o.minute;
    }
    return origins.back().minute;
}

double logSum(const std::vector<double>& v) {
    const double most = *std::max_element(v.begin(), v.end());
    return most + std::log(std::accumulate(v.begin(), v.end(), 0.0,
                                           [&](double s, double x) { return s + std::exp(x - most); }));
}

RankedChange scored(const Scene& scene, Hypothesis&& hypothesis, const EarlierRuns& earlier, std::size_t far,
                    Minute onset) {
    RankedChange out;
    const GridChange& change = scene.change(hypothesis.change);
    out.hypothesis = std::move(hypothesis);
    const std::vector<Story>& stories = out.hypothesis.stories;
    if (!stories.empty()) {
        std::vector<double> nats;
        for (const Story& s : stories)
            nats.push_back(s.score());
        out.best = static_cast<int>(std::max_element(nats.begin(), nats.end()) - nats.begin());
        out.score = logSum(nats);
        out.headroom = earlier.headroomOf(scene, change, *out.story());
        if (!out.headroom.hadMore) // the base rate that the group's weight holds already is not counted twice
            out.score -= std::max(0.0, kFine * std::log(1 + std::min(out.headroom.runs, kFineMost)) +
                                           std::log(out.story()->groupWeight));
    } else { // changes without a path share one prior
        const double slow =
            kPriorSpan / (std::max(onset - change.start, kLagShortest) * std::log(kLagLongest / kLagShortest));
        out.score = std::log(kFar * std::min(1.0, 20 / static_cast<double>(far)) * (slow * kWaitShare + 1e-4));
    }
    if (out.hypothesis.isLate)
        out.score = -30;
    return out;
}

/// Part of the rise to a ceiling of this origin that recorded changes account for, each as likely as it is: one among
/// many that happened to begin near it claims little.
double claimedRise(const Ranking& r, const Origin& origin) {
    double claimed = 0;
    double sum = 0;
    for (const RankedChange& c : r.changes) {
        double share = 0;
        for (const Story& s : c.hypothesis.stories)
            if (s.origin == origin.service && s.reached)
                share = std::max(share, std::min(s.reached->share, 1.0));
        claimed += std::exp(c.score) * share;
        sum += std::exp(c.score);
    }
    return sum > 0 ? claimed / sum : 0;
}

/// A ceiling whose rise no recorded change accounts for.
double unclaimedCeiling(const Scene& scene, const Ranking& r) {
    std::set<int> pushed; // by traffic: no change is needed
    for (const TrafficRise& rise : trafficRises(scene, r.onset, r.first))
        if (rise.ratio > 1.2)
            pushed.insert(scene.at(rise.series).service());
    double out = 0;
    for (const Origin& o : r.origins) {
        if (pushed.count(o.service))
            continue;
        // A small rest is the tail of what is known; an unrecorded change would have to explain most of the rise.
        const double left = 1 - claimedRise(r, o);
        out = std::max(out, o.p * o.ceiling * left * left);
    }
    return out;
}

double seenShare(const Scene& scene, const Ranking& r) {
    double out = 0;
    for (const Origin& o : r.origins) {
        const auto& own = scene.seriesOf(o.service);
        if (o.isSeen || std::any_of(own.begin(), own.end(), [&](int k) { return r.onsets[k].has_value(); }))
            out += o.p;
    }
    return out;
}

/// Was the alarmed symptom seen to break, by at least 6 samples within 15 min? On the service where it broke if that
/// one alarmed; else there or on an alarmed service that depends on it.
bool isSymptomSeen(const Scene& scene, const Ranking& r) {
    std::set<int> told;
    for (std::size_t k = 0; k < r.onsets.size(); ++k) {
        const SceneSeries& s = scene.series()[k];
        if (r.onsets[k] && (s.role.isWatched || s.is(Role::Errors) || s.is(Role::Latency)) &&
            countPresent(cut(s.y(), r.onsets[k]->minute, r.onsets[k]->minute + 15)) >= 6)
            told.insert(s.service());
    }
    const std::vector<int> alarmed = r.group.services();
    const Story* top = r.changes.empty() ? nullptr : r.changes.front().story();
    if (top && (alarmed.empty() || std::binary_search(alarmed.begin(), alarmed.end(), top->origin)))
        return told.count(top->origin) > 0;
    return std::any_of(alarmed.begin(), alarmed.end(), [&](int s) {
        return !top ? told.count(s) > 0
                    : scene.graph().reaches(s, top->origin) && (told.count(s) > 0 || told.count(top->origin) > 0);
    });
}

void weighNonAnswers(const Scene& scene, Ranking& r) {
    const double unclaimed = r.load.odds > .1 ? 0 : unclaimedCeiling(scene, r);
    NonAnswers& n = r.nonAnswers;
    n.load = kLoad + r.load.odds * kLoadOdds;
    n.other = kOther;
    n.unrecorded =
        kUnrecorded + kUnrecordedDose * unclaimed + (r.step ? kUnrecordedStep : 0) + kFeedGap * scene.grid().feedGap;
    n.cannotTell = kBlind * std::max(0.0, 1 - r.seenShare); // shares may add up to a hair over 1
    double sum = n.sum();
    for (const RankedChange& c : r.changes)
        sum += std::exp(c.score);
    for (RankedChange& c : r.changes)
        c.p = std::exp(c.score) / sum;
    n = {n.load / sum, n.other / sum, n.unrecorded / sum, n.cannotTell / sum};
}

/// What broke in another environment, and nobody who alarmed depends on it, is not where this began.
void dropForeign(const EnvironmentScope& scope, std::vector<Origin>& origins) {
    if (std::erase_if(origins, [&](const Origin& o) { return scope.isForeign(o.service); }) == 0)
        return;
    double sum = 0;
    for (const Origin& o : origins)
        sum += o.p;
    for (Origin& o : origins)
        o.p /= sum > 0 ? sum : 1;
}

} // namespace

std::optional<Ranking> rankScene(const Scene& scene, Measurements& measurements, const GroupChoice& choice,
                                 std::stop_token stop) {
    Ranking r;
    auto chosen = chooseGroup(scene, choice);
    if (!chosen)
        return r;
    r.group = std::move(chosen->group);
    r.otherGroups = chosen->others;
    r.first = r.group.first();
    OriginSearch found = findOrigins(scene, r.group);
    r.onsets = std::move(found.onsets);
    r.hasSeries = std::any_of(r.onsets.begin(), r.onsets.end(), [](const auto& o) { return o.has_value(); });
    if (stop.stop_requested())
        return std::nullopt;

    dropForeign(EnvironmentScope(scene.grid(), scene.graph(), r.group), found.origins);
    auto set = hypothesesOf(scene, measurements, std::move(found.origins), r.group, stop);
    if (!set)
        return std::nullopt;
    r.onset = set->onset;
    r.elsewhere = set->elsewhere;
    r.origins = std::move(set->origins);
    r.load = loadEvidence(scene, weightedMedianOnset(r.origins), r.first, r.origins);
    r.step = unexplainedStep(scene, r.onset, r.origins);

    const EarlierRuns earlier(scene.grid());
    const auto far = std::count_if(set->hypotheses.begin(), set->hypotheses.end(),
                                   [](const Hypothesis& h) { return h.stories.empty(); });
    for (Hypothesis& h : set->hypotheses)
        r.changes.push_back(scored(scene, std::move(h), earlier, static_cast<std::size_t>(far), r.onset));
    r.seenShare = seenShare(scene, r);
    weighNonAnswers(scene, r);
    std::stable_sort(r.changes.begin(), r.changes.end(),
                     [](const RankedChange& a, const RankedChange& b) { return a.p > b.p; });
    std::stable_sort(r.origins.begin(), r.origins.end(), [](const Origin& a, const Origin& b) { return a.p > b.p; });
    r.isSymptomSeen = isSymptomSeen(scene, r);
    r.verdict = verdictOf(r.changes.empty() ? 0 : r.changes.front().p, r.nonAnswers, r.isSymptomSeen, r.hasSeries);
    // With no change to compare, "something else" is what is left over, not what was found; a load rise was found.
    if (r.changes.empty() && r.verdict == Verdict::NotAChange && r.nonAnswers.load < r.nonAnswers.other)
        r.verdict = Verdict::CannotTell;
    return r;
}

std::optional<Ranking> rankGrid(const IncidentGrid& grid, const GroupChoice& choice, std::stop_token stop) {
    const Scene scene(grid);
    Measurements measurements(scene);
    return rankScene(scene, measurements, choice, stop);
}

} // namespace foreshock
