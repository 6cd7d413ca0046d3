// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/map/service_breaks.h"

#include "model/analysis/onset.h"
#include "model/analysis/rank_scope.h"

#include <algorithm>
#include <cmath>

namespace foreshock {
namespace {

constexpr Duration kByAlarm = Duration::minutes(5);
constexpr Minute kEvery = 20;
constexpr Minute kAfterLast = 60;
constexpr double kBroken = 4; ///< noise units

/// Minutes between the values that a series really has.
double stepOf(View y) {
    const auto moved = present(steps(y));
    const auto changed = std::count_if(moved.begin(), moved.end(), [](double d) { return d != 0; });
    return changed > 0 ? std::clamp(static_cast<double>(moved.size()) / static_cast<double>(changed), 1.0, 60.0) : 1;
}

/// 0: what the service's own first alarm speaks of; 1: harm by its name; 2: harm only because some alarm watches it.
int tierOf(const SceneSeries& s, const GridAlarm* alarm) {
    if (alarm && ruleSpeaksOf(s.data->metric, alarm->rule))
        return 0;
    const Role role = seriesRole(s.data->metric, s.data->unit, {}).role;
    return role == Role::Errors || role == Role::Latency || role == Role::Availability ? 1 : 2;
}

} // namespace

ServiceBreaks breaksOf(const Incident& incident, SampleSource& samples) {
    ServiceBreaks out;
    const auto scope = scopeOf(incident, samples, {});
    if (!scope)
        return out;
    const IncidentGrid grid = gridOf(incident, samples, scope->plan);
    const Scene scene(grid);
    const auto groups = alarmGroups(scene);
    if (groups.empty())
        return out;
    const AlarmGroup& group = groups.front();
    const Minute first = group.first();
    Minute last = first;
    std::map<int, const GridAlarm*> alarmed;
    for (const GroupMember& m : group.members) {
        last = std::max(last, m.time);
        alarmed.emplace(m.service, &grid.alarms[static_cast<std::size_t>(m.alarm)]);
    }
    for (int service = 0; service < static_cast<int>(grid.services.size()); ++service) {
        const auto alarm = alarmed.find(service);
        std::vector<Minute> moments;
        if (alarm != alarmed.end())
            moments.push_back(alarm->second->time);
        else
            for (Minute m = first; m <= last + kAfterLast; m += kEvery)
                moments.push_back(m);
        std::optional<ServiceBreak> found;
        int best = 3;
        for (const int k : scene.seriesOf(service)) {
            const SceneSeries& s = scene.at(k);
            if (!s.isHarm)
                continue;
            const int tier = tierOf(s, alarm == alarmed.end() ? nullptr : alarm->second);
            for (const Minute moment : moments) {
                const auto onset = onsetOf(s, moment);
                if (tier > best || !onset || !(onset->noise > kBroken) || onset->minute > moment + 6)
                    continue;
                const Instant at = grid.at(onset->minute);
                if (tier < best || at < found->at)
                    found =
                        ServiceBreak{at, Duration::ofMinutes(std::round(stepOf(s.y()))), "series " + s.data->metric};
                best = tier;
                break;
            }
        }
        if (!found && alarm != alarmed.end())
            found = ServiceBreak{grid.at(alarm->second->time), kByAlarm, "alarm " + alarm->second->id.value};
        if (found)
            out.emplace(grid.services[static_cast<std::size_t>(service)], *found);
    }
    return out;
}

} // namespace foreshock
