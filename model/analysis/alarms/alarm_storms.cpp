// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/alarms/alarm_storms.h"

#include "model/analysis/alarm_bunches.h"
#include "model/analysis/alarm_group.h"
#include "model/analysis/alarms/alarm_delay.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace foreshock {
namespace {

constexpr std::size_t kMostAlso = 8;
constexpr std::size_t kMostCommon = 300;

struct Common {
    int service = -1;
    int reaches = 0;
    std::optional<Minute> alarm; ///< its own first
    int below = 0;               ///< services that it depends on: the fewer, the deeper
};

/// What the alarmed services have in common, best first.
std::vector<Common> commonOf(const Scene& scene, const AlarmGroup& group) {
    const std::vector<int> alarmed = group.services();
    std::map<int, Minute> first;
    for (const GroupMember& m : group.members)
        if (m.service >= 0)
            first.try_emplace(m.service, m.time);
    // Candidates lie below the first alarmed services; walking down from each is linear in the map.
    std::map<int, int> reached;
    for (const int from : alarmed) {
        std::set<int> seen{from};
        std::vector<int> open{from};
        while (!open.empty()) {
            const int next = open.back();
            open.pop_back();
            for (const Link& callee : scene.graph().callees(next))
                if (seen.insert(callee.service).second)
                    open.push_back(callee.service);
        }
        for (const int s : seen)
            ++reached[s];
    }
    std::vector<Common> out;
    int most = 0;
    for (const auto& [service, n] : reached)
        most = std::max(most, n);
    for (const auto& [service, n] : reached)
        if (n == most) {
            Common c{service, n, std::nullopt, 0};
            if (const auto own = first.find(service); own != first.end())
                c.alarm = own->second;
            out.push_back(c);
        }
    if (out.size() > kMostCommon) { // of so many any will do that alarmed itself
        std::stable_partition(out.begin(), out.end(), [](const Common& c) { return c.alarm.has_value(); });
        out.resize(kMostCommon);
    }
    for (Common& c : out)
        for (const Common& other : out)
            c.below += other.service != c.service && scene.graph().reaches(c.service, other.service);
    std::stable_sort(out.begin(), out.end(), [](const Common& a, const Common& b) {
        const auto key = [](const Common& c) {
            return std::tuple(!c.alarm.has_value(), c.alarm.value_or(0), -c.below, c.service);
        };
        return key(a) < key(b);
    });
    return out;
}

AlarmStorm stormOf(const Scene& scene, const AlarmGroup& group, const std::map<AlarmId, const Alarm*>& byId) {
    AlarmStorm out;
    for (const GroupMember& m : group.members) {
        const GridAlarm& on = scene.grid().alarms[static_cast<std::size_t>(m.alarm)];
        const auto alarm = byId.find(on.id);
        if (alarm == byId.end())
            continue;
        const Alarm& a = *alarm->second;
        out.alarms.push_back({a.id, a.service, a.title.empty() ? a.ruleText() : a.title, a.start, a.severity, m.support,
                              m.service >= 0 ? delayOf(scene, m.service, a) : AlarmDelay{}});
    }
    const std::vector<int> alarmed = group.services();
    const auto id = [&](int s) { return scene.grid().services[static_cast<std::size_t>(s)]; };
    for (const int s : alarmed)
        out.services.push_back(id(s));
    const std::vector<Common> common = commonOf(scene, group);
    const bool isCommon = !common.empty() && (common.front().reaches > 1 || alarmed.size() == 1);
    if (!isCommon) {
        out.candidateWhy = alarmed.empty()              ? "the alarms name no service"
                           : scene.grid().edges.empty() ? "no map is there to tell what the alarmed services have in "
                                                          "common: import one, or traces"
                                                        : "the alarmed services have nothing in common on the map";
        return out;
    }
    const Common& best = common.front();
    out.candidate = id(best.service);
    out.candidateReaches = best.reaches;
    out.candidateAlarmed = best.alarm.has_value();
    for (std::size_t i = 1; i < common.size() && i <= kMostAlso; ++i)
        out.alsoCommon.push_back(id(common[i].service));
    const int n = static_cast<int>(alarmed.size());
    if (n == 1)
        out.candidateWhy = best.alarm ? "it is the only service that alarmed" : "it is all that the alarmed one needs";
    else
        out.candidateWhy =
            fmt::format("{} alarmed services {} it{}",
                        best.reaches == n ? (n == 2 ? std::string("both") : fmt::format("all {}", n))
                                          : fmt::format("{} of {}", best.reaches, n),
                        best.alarm ? "are or depend on" : "depend on",
                        best.alarm ? fmt::format(", and its own alarm was {}",
                                                 *best.alarm == group.members.front().time ? "the first" : "among them")
                                   : ", which did not alarm itself");
    return out;
}

} // namespace

std::optional<AlarmStorms> alarmStorms(const Incident& incident, SampleSource& samples, std::stop_token stop) {
    AlarmStorms out;
    std::map<AlarmId, const Alarm*> byId;
    for (const Alarm& a : incident.alarms)
        byId.emplace(a.id, &a);
    std::vector<std::pair<double, AlarmStorm>> weighed;
    for (const TimeRange& bunch : alarmBunches(alarmStarts(incident))) {
        if (stop.stop_requested())
            return std::nullopt;
        const IncidentGrid grid = gridOf(incident, samples, bunchPlan(bunch));
        const Scene scene(grid);
        int grouped = 0;
        for (const AlarmGroup& group : alarmGroups(scene)) {
            grouped += static_cast<int>(group.members.size());
            if (AlarmStorm storm = stormOf(scene, group, byId); !storm.alarms.empty())
                weighed.emplace_back(group.weight(), std::move(storm));
        }
        const auto here =
            std::count_if(grid.alarms.begin(), grid.alarms.end(), [](const GridAlarm& a) { return !a.isHistory; });
        out.alarms += static_cast<int>(here);
        out.chronic += static_cast<int>(here) - grouped;
    }
    std::stable_sort(weighed.begin(), weighed.end(), [](const auto& a, const auto& b) {
        return std::tuple(-a.first, -a.second.first().ns) < std::tuple(-b.first, -b.second.first().ns);
    });
    for (auto& [weight, storm] : weighed)
        out.storms.push_back(std::move(storm));
    return out;
}

} // namespace foreshock
