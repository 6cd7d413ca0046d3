// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/story_teller.h"

#include "model/analysis/fleet_step.h"
#include "model/analysis/rank_constants.h"
#include "model/analysis/significance.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <tuple>

namespace foreshock {
namespace {

using namespace rank_constants;

bool isAny(const SceneSeries& s, std::initializer_list<Role> roles) {
    return std::any_of(roles.begin(), roles.end(), [&](Role r) { return s.is(r); });
}

} // namespace

Story StoryTeller::tell(int change, const Origin& origin, ChangePath path) {
    const GridChange& c = m_scene.change(change);
    Story story;
    story.origin = origin.service;
    story.onset = origin.minute;
    story.path = path;
    story.originP = origin.p;
    story.ceiling = origin.ceiling;
    const auto traffic = m_traffic.find(origin.service);
    story.isCalm =
        m_scene.graph().calls(c.service, origin.service) && traffic != m_traffic.end() && traffic->second < kCalmRatio;

    const auto first = m_firstOnsets.find(origin.service);
    const Minute resourceOnset = first != m_firstOnsets.end() ? first->second : origin.minute;
    if (c.start < resourceOnset - 2 - 12 && c.start > 0)
        measureEffects(story, c, change, resourceOnset);
    if (c.start < resourceOnset && c.start > 0)
        lookForClimb(story, c, change, resourceOnset);
    if (m_scene.graph().calls(c.service, origin.service)) {
        const FanOut& calls = m_measurements.fanOut(origin.service, origin.minute);
        story.callsShare = calls.weightOf(change);
        story.callsRise = calls.rise;
    }
    if (origin.service != c.service)
        lookForSteps(story, c);
    const bool wasRunning = c.start < story.onset + 2 * kSkew && c.end > story.onset - 20;
    if (wasRunning)
        matchProfiles(story, c);
    weighTiming(story, c);
    story.groupWeight = m_measurements.groups().weightOf(change);
    return story;
}

void StoryTeller::measureEffects(Story& story, const GridChange& change, int number, Minute resourceOnset) {
    const std::vector<int>& own = m_scene.seriesOf(change.service);
    std::vector<int> neighbours;
    std::vector<int> traffic; // the origin's traffic counts as the caller's own doing
    if (story.origin != change.service)
        for (const int k : m_scene.seriesOf(story.origin)) {
            const SceneSeries& s = m_scene.at(k);
            if (!isAny(s, {Role::Traffic, Role::Unknown, Role::Fleet, Role::Saturation, Role::Backlog}))
                continue;
            neighbours.push_back(k);
            if (s.is(Role::Traffic) && m_scene.graph().calls(change.service, story.origin))
                traffic.push_back(k);
        }
    const int ownTests = std::max(static_cast<int>(own.size() + traffic.size()), 1);
    for (const int k : own)
        measureSeries(story, number, k, false, ownTests, resourceOnset);
    for (const int k : neighbours) {
        const bool isOwn = std::find(traffic.begin(), traffic.end(), k) != traffic.end();
        measureSeries(story, number, k, !isOwn, isOwn ? ownTests : static_cast<int>(neighbours.size()), resourceOnset);
    }
}

void StoryTeller::measureSeries(Story& story, int number, int series, bool isNeighbour, int tests,
                                Minute resourceOnset) {
    const SceneSeries& s = m_scene.at(series);
    const SeriesEffect* effect = m_measurements.effect(series, resourceOnset - 2, number);
    if (!effect)
        return;
    const double p = std::min(1.0, tests * effect->shift.p);
    int sign = s.isUp() ? 1 : -1;
    if (s.isUp() && s.isDown() && s.isLimited())
        sign = m_measurements.ceiling(series, resourceOnset).sign;
    const double rise = sign * effect->mine;
    const bool isUp = rise > 2 * effect->noise;

    const MovedSeries moved{series, effect->shift.kind, p, effect->shift.size};
    if (isNeighbour) {
        if (p < .01) {
            story.hasTouched = true;
            story.touched.push_back(moved);
        }
    } else {
        story.isTested = true;
        const double bound = p < 1 / std::numbers::e ? std::min(bayesFactorBound(p), 6.0) : -.7;
        if (!story.effect || bound + isUp > story.effectBound + story.isHarmful) {
            story.effectBound = bound;
            story.isHarmful = isUp;
            story.effect = moved;
        }
    }
}

void StoryTeller::lookForClimb(Story& story, const GridChange& change, int number, Minute resourceOnset) {
    const auto look = [&](int k) {
        if (!m_scene.at(k).isLimited())
            return;
        const SignedCeiling& ceiling = m_measurements.ceiling(k, resourceOnset);
        if (!(ceiling.weight > 0) || change.start - kSkew >= ceiling.minute)
            return;
        const double part = m_measurements.climb(k, resourceOnset).shareOf(number);
        const double dose = ceiling.weight * part;
        if (dose > story.doseShare) {
            story.doseShare = dose;
            story.reached = CeilingReached{k, ceiling.sign, ceiling.minute, ceiling.weight, part};
        }
    };
    for (const int k : m_scene.seriesOf(change.service))
        look(k);
    if (story.origin != change.service)
        for (const int k : m_scene.seriesOf(story.origin))
            look(k);
}

void StoryTeller::lookForSteps(Story& story, const GridChange& change) {
    for (const int k : m_scene.seriesOf(story.origin))
        if (isAny(m_scene.at(k), {Role::Fleet, Role::Unknown})) {
            const auto step = firstStep(m_scene.at(k).y(), story.onset);
            if (step && change.start - kSkew <= *step && *step <= change.end + 2 * kSkew) {
                story.hasTouched = true;
                story.touched.push_back({k, ShiftKind::None, 0, 0});
            }
        }
}

std::vector<int> StoryTeller::profileSeries(const Story& story, int service) const {
    std::vector<int> out;
    const auto add = [&](int of, auto&& wanted) {
        for (const int k : m_scene.seriesOf(of))
            if (wanted(m_scene.at(k)))
                out.push_back(k);
    };
    const auto shows = [](const SceneSeries& s) { return s.isHarm || isAny(s, {Role::Fleet, Role::Unknown}); };
    const auto isHarm = [&](int k) { return m_scene.at(k).isHarm; };
    const bool isDownstream = story.origin == service || m_scene.graph().calls(story.origin, service);
    if (isDownstream) {
        add(service, shows);
        if (std::none_of(out.begin(), out.end(), isHarm)) {
            out = m_scene.seriesOf(service);
            if (story.origin != service)
                add(story.origin, shows);
        }
    }
    if (m_scene.graph().calls(service, story.origin))
        add(story.origin, [&](const SceneSeries& s) {
            return isAny(s, {Role::Traffic, Role::Fleet, Role::Unknown}) || (s.is(Role::Saturation) && !story.isCalm);
        });
    return out;
}

void StoryTeller::matchProfiles(Story& story, const GridChange& change) {
    const bool isNear =
        std::abs(change.start - m_first) < 240 || (change.start - 60 < m_first && m_first < change.end + 60);
    if (!isNear)
        return;
    for (const int k : profileSeries(story, change.service)) {
        const RampProfile& profile = m_measurements.profile(k, story.onset);
        if (!profile.isKnown() || !(profile.gain() > 3))
            continue;
        const SceneSeries& of = m_scene.at(k);
        const ProfileMatch match{k, profile.logLikelihood(change.start, change.end), profile.usual(),
                                 of.is(Role::Errors) || of.is(Role::Latency)};
        const auto order = [](const ProfileMatch& m) { return std::tuple(m.logLikelihood, m.usual, m.series); };
        if (!story.profile || order(*story.profile) < order(match))
            story.profile = match;
    }
    if (!story.profile || story.origin == change.service)
        return;
    const SceneSeries& s = m_scene.at(story.profile->series);
    if (s.service() == story.origin && story.profile->logLikelihood - story.profile->usual > .5 &&
        isAny(s, {Role::Fleet, Role::Traffic, Role::Unknown}))
        story.hasTouched = true;
}

void StoryTeller::weighTiming(Story& story, const GridChange& change) const {
    const Minute t = story.onset;
    const Minute skew = std::max(kSkew, change.error); // what its clock may be off by is no reason against it
    double fast = kRecency;
    if (t > change.end + kSkew)
        fast *= std::exp(-(t - change.end - kSkew) / kPrompt);
    else if (t < change.start - skew)
        fast *= .3 * std::exp(-std::max(0.0, change.start - t - 2 * skew) / 2);
    story.lag = t - change.start;
    const double slow =
        story.lag > -skew ? 1 / (std::max(story.lag, kLagShortest) * std::log(kLagLongest / kLagShortest)) : 1e-6;
    story.fast = fast;
    story.slow = slow * kPriorSpan;
}

} // namespace foreshock
