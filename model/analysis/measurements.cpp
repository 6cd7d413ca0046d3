// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/measurements.h"

#include "model/analysis/change_path.h"
#include "model/analysis/rank_constants.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace foreshock {
namespace {

using namespace rank_constants;

constexpr std::size_t kEachStep = 10'000;            ///< minutes before a change of which every step tells the noise
constexpr std::size_t kLastSteps = 3'000;            ///< where there are more
constexpr std::size_t kMostShiftMinutes = 2'000'000; ///< 80 MB of sums

SignedCeiling ceilingUpwards(View y, Minute onset, int sign) {
    const Ceiling found = ceilingAtOnset(y, onset);
    const double atOnset = median(cut(y, onset - 8, onset + 3));
    const double before = atOnset - median(cut(y, 0, std::max(30.0, onset / 3)));
    const double after = median(cut(y, onset + 15, onset + 60)) - atOnset;
    if (found.weight > 0 && !(after > std::max(before, 0.0)))
        return {found.weight, found.minute, sign};
    return {0, onset, sign};
}

/// The series before `stop`, less what the other changes did to it.
Values withoutOthers(View y, const std::vector<Contribution>& parts, int change, Minute stop) {
    y = y.first(static_cast<std::size_t>(std::max(0.0, std::min(static_cast<double>(y.size()), stop))));
    Values out(y.begin(), y.end());
    for (const Contribution& part : parts)
        if (part.change != change)
            for (std::size_t i = static_cast<std::size_t>(std::max(0.0, part.start)); i < out.size(); ++i)
                out[i] -= part.at(static_cast<double>(i));
    return out;
}

} // namespace

const SignedCeiling& Measurements::ceiling(int series, Minute onset) {
    const auto [at, isNew] = m_ceilings.try_emplace(Key{series, static_cast<int>(onset)}, SignedCeiling{0, onset, 1});
    if (isNew) {
        const SceneSeries& s = m_scene.at(series);
        if (s.isUp()) {
            const SignedCeiling up = ceilingUpwards(s.y(), onset, 1);
            if (up.weight > 0)
                at->second = up;
        }
        if (s.isDown()) {
            Values mirrored(s.y().begin(), s.y().end());
            for (double& v : mirrored)
                v = -v;
            const SignedCeiling down = ceilingUpwards(mirrored, onset, -1);
            if (down.weight > at->second.weight)
                at->second = down;
        }
    }
    return at->second;
}

ShiftTest& Measurements::shifts(int series, Minute stop) {
    const Key key{series, static_cast<int>(stop)};
    const auto known = m_shifts.find(key);
    if (known != m_shifts.end())
        return known->second;
    const View y = m_scene.at(series).y();
    if (m_shiftMinutes > kMostShiftMinutes) {
        m_shifts.clear();
        m_shiftMinutes = 0;
    }
    m_shiftMinutes += y.size();
    return m_shifts.try_emplace(key, y, stop).first->second;
}

const std::vector<int>& Measurements::rivals(int series, Minute stop) {
    const auto [at, isNew] = m_rivals.try_emplace(Key{series, static_cast<int>(stop)});
    if (!isNew)
        return at->second;
    const SceneSeries& s = m_scene.at(series);
    std::vector<int> candidates;
    const auto add = [&](int service) {
        for (const int c : m_scene.changesOf(service))
            if (15 < m_scene.change(c).start && m_scene.change(c).start < stop - 12)
                candidates.push_back(c);
    };
    add(s.service());
    if (s.is(Role::Traffic))
        for (const Link& caller : m_scene.graph().callers(s.service()))
            add(caller.service);

    struct Tally {
        int runs = 0;
        int moved = 0;
    };
    std::map<int, Tally> tallies;
    std::vector<std::pair<double, int>> moved; // p, position among the candidates
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const GridChange& c = m_scene.change(candidates[i]);
        const auto shift = shifts(series, stop).at(c.start, c.end);
        const double p = shift ? shift->p : 1.0;
        Tally& tally = tallies[m_groups.groupOf(candidates[i])];
        ++tally.runs;
        if (p < kRivalP) {
            ++tally.moved;
            moved.emplace_back(p, static_cast<int>(i));
        }
    }
    // A routine kind whose runs mostly do nothing here must not soak up the rise.
    std::erase_if(moved, [&](const auto& m) {
        const int group = m_groups.groupOf(candidates[m.second]);
        const Tally& tally = tallies[group];
        return m_groups.sizeOf(group) > 3 && (tally.moved + .5) / (tally.runs + 1) < .7;
    });
    std::sort(moved.begin(), moved.end());
    if (moved.size() > static_cast<std::size_t>(kRivals))
        moved.resize(kRivals);
    std::set<int> kept;
    for (const auto& [p, i] : moved)
        kept.insert(i);
    for (const int i : kept)
        at->second.push_back(candidates[i]);
    return at->second;
}

const std::vector<Contribution>& Measurements::dose(int series, Minute stop, int change) {
    const std::vector<int>& with = rivals(series, stop);
    const bool isRival = std::find(with.begin(), with.end(), change) != with.end();
    const auto [at, isNew] = m_doses.try_emplace({series, static_cast<int>(stop), isRival ? -1 : change});
    if (isNew) {
        std::vector<Run> runs;
        const auto add = [&](int c) { runs.push_back({c, m_scene.change(c).start, m_scene.change(c).end}); };
        for (const int c : with)
            add(c);
        if (!isRival)
            add(change);
        at->second = contributions(m_scene.at(series).y(), runs, stop);
    }
    return at->second;
}

std::optional<SeriesEffect> Measurements::measure(int series, Minute stop, int change) {
    const View y = m_scene.at(series).y();
    const GridChange& c = m_scene.change(change);
    const std::vector<Contribution>& parts = dose(series, stop, change);
    const auto mine =
        std::find_if(parts.begin(), parts.end(), [&](const Contribution& p) { return p.change == change; });
    if (mine == parts.end())
        return std::nullopt;
    // Of what no other change moved, all changes share one test.
    const auto shift = parts.size() == 1 ? shifts(series, stop).at(c.start, c.end)
                                         : shiftAt(withoutOthers(y, parts, change, stop), c.start, c.end, stop);
    if (!shift || shift->kind == ShiftKind::None)
        return std::nullopt;
    SeriesEffect out;
    out.shift = *shift;
    const Minute last = std::floor(std::min(static_cast<double>(y.size()), stop)) - 1;
    out.mine = mine->at(last);
    View before = y.first(std::min(y.size(), static_cast<std::size_t>(c.start)));
    if (before.size() > kEachStep)
        before = before.last(kLastSteps);
    out.noise = std::max(stepNoise(before), 1e-9);
    return out;
}

const SeriesEffect* Measurements::effect(int series, Minute stop, int change) {
    const auto [at, isNew] = m_effects.try_emplace({series, static_cast<int>(stop), change});
    if (isNew)
        at->second = measure(series, stop, change);
    return at->second ? &*at->second : nullptr;
}

const RampProfile& Measurements::profile(int series, Minute onset) {
    return m_profiles.try_emplace(Key{series, static_cast<int>(onset)}, m_scene.at(series).y(), onset).first->second;
}

const Climb& Measurements::climb(int series, Minute onset) {
    const auto [at, isNew] = m_climbs.try_emplace(Key{series, static_cast<int>(onset)});
    if (!isNew)
        return at->second;
    const SignedCeiling& top = ceiling(series, onset);
    if (!(top.weight > 0))
        return at->second;
    const SceneSeries& s = m_scene.at(series);
    std::vector<ClimbCandidate> candidates;
    const auto add = [&](int service, double prior) {
        for (const int c : m_scene.changesOf(service)) {
            const GridChange& change = m_scene.change(c);
            if (15 < change.start && change.start - kSkew < top.minute && change.isSuspect &&
                std::none_of(candidates.begin(), candidates.end(), [&](const auto& k) { return k.change == c; }))
                candidates.push_back(
                    {c, service, change.start, change.end, prior * m_groups.weightOf(c), service == s.service()});
        }
    };
    add(s.service(), 1);
    for (const auto& [service, path] : pathsFrom(m_scene.graph(), s.service()))
        if (service != s.service())
            add(service, path.kind < PathKind::TwoCallees ? kClimbNext : kClimbFar);
    Values y(s.y().begin(), s.y().end());
    if (top.sign < 0)
        for (double& v : y)
            v = -v;
    // What stands at its limit already tells nothing of how it came there.
    const Minute until = top.weight < 1 ? top.minute - 20
                                        : std::min(top.minute, plateauOf(s.y(), top.sign, top.minute, onset).since + 3);
    View load;
    for (const int k : m_scene.seriesOf(s.service()))
        if (m_scene.at(k).is(Role::Traffic) && k != series && load.empty())
            load = m_scene.at(k).y();
    at->second = climbOf(y, load, candidates, {0, until}, ClimbShape::RampAndSlope);
    return at->second;
}

const FanOut& Measurements::fanOut(int service, Minute onset) {
    const auto [at, isNew] = m_fanOuts.try_emplace(Key{service, static_cast<int>(onset)});
    if (isNew)
        at->second = fanOutOf(m_scene, service, onset);
    return at->second;
}

} // namespace foreshock
