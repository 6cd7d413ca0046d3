// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/ceiling.h"
#include "model/analysis/change_groups.h"
#include "model/analysis/climb.h"
#include "model/analysis/dose.h"
#include "model/analysis/fan_out.h"
#include "model/analysis/placebo.h"
#include "model/analysis/profile.h"
#include "model/analysis/scene.h"

#include <map>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

namespace foreshock {

/// A ceiling and the direction in which the series climbed to it.
struct SignedCeiling {
    double weight = 0;
    Minute minute = 0;
    int sign = 1; ///< −1: it fell to a floor
};

/// What one change did to one series before the incident.
struct SeriesEffect {
    Shift shift;       ///< after the other changes' parts were taken away
    double mine = 0;   ///< fitted part of the change at the end, in the series' unit
    double noise = 0;  ///< of single steps before the change; NaN if none
};

/// What is asked of series again and again while changes are compared, worked out once each. Times within one minute
/// share an answer. May serve several rankings of one grid (see Scene's `without`); one thread.
class Measurements {
public:
    explicit Measurements(const Scene& scene)
        : m_scene(scene)
        , m_groups(scene.grid().changes) {}

    const ChangeGroups& groups() const { return m_groups; }

    /// Best ceiling over the bad directions; none on a series that mostly rises after the onset: that is a consequence.
    const SignedCeiling& ceiling(int series, Minute onset);
    /// The change's effect on the series before `stop`, fitted beside its rivals: at most 8 changes of the service (for
    /// traffic also of its callers) whose own placebo p is < .2 and whose kind does not mostly do nothing. Null: not to
    /// be told.
    const SeriesEffect* effect(int series, Minute stop, int change);
    const RampProfile& profile(int series, Minute onset);
    /// Who began the series' climb to its ceiling before the onset: changes of its service and of neighbours up to two
    /// edges away.
    const Climb& climb(int series, Minute onset);
    const FanOut& fanOut(int service, Minute onset);

private:
    using Key = std::pair<int, int>; ///< series, whole minute
    ShiftTest& shifts(int series, Minute stop);
    const std::vector<int>& rivals(int series, Minute stop);
    const std::vector<Contribution>& dose(int series, Minute stop, int change);
    std::optional<SeriesEffect> measure(int series, Minute stop, int change);

    const Scene& m_scene;
    ChangeGroups m_groups;
    std::map<Key, ShiftTest> m_shifts;
    std::size_t m_shiftMinutes = 0; ///< that they hold together
    std::map<Key, SignedCeiling> m_ceilings;
    std::map<Key, std::vector<int>> m_rivals;
    std::map<std::tuple<int, int, int>, std::vector<Contribution>> m_doses; ///< change −1: the rivals alone
    std::map<std::tuple<int, int, int>, std::optional<SeriesEffect>> m_effects;
    std::map<Key, RampProfile> m_profiles;
    std::map<Key, Climb> m_climbs;
    std::map<Key, FanOut> m_fanOuts; ///< by service
};

} // namespace foreshock
