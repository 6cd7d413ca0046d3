// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/alarm_group.h"

#include "model/analysis/environment_scope.h"
#include "model/analysis/onset.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>

namespace foreshock {
namespace {

constexpr double kNear = 25;       ///< minutes to the last member
constexpr double kLongest = 300;   ///< minutes over which an active alarm ties others to it
constexpr double kUnknownEnd = 60; ///< minutes that an alarm without an end is taken to last
constexpr double kCalm = .2;       ///< under this an alarm's own series are calm
constexpr double kMarkReach = 300; ///< minutes after a marked start in which alarms belong to it

/// −1 where the alarm names no service: two records that name none need not mean the same one. Where nothing at all has
/// a name there is but one service.
int knownService(const Scene& scene, const GridAlarm& alarm) {
    const auto& services = scene.grid().services;
    const bool isNamed = !services[static_cast<std::size_t>(alarm.service)].value.empty();
    return isNamed || services.size() == 1 ? alarm.service : -1;
}

/// How far an alarm's own series bear it out; the same for all alarms of a service within a minute.
class Supports {
public:
    explicit Supports(const Scene& scene)
        : m_scene(scene) {}

    double of(const GridAlarm& alarm) {
        const int service = knownService(m_scene, alarm);
        if (service < 0)
            return kUnseen;
        const auto [at, isNew] = m_known.try_emplace({service, std::floor(alarm.time)}, kUnseen);
        if (isNew)
            at->second = measured(service, alarm.time);
        return at->second;
    }

private:
    static constexpr double kUnseen = .4;

    double measured(int service, Minute time) const {
        bool hasLooked = false;
        for (const int k : m_scene.seriesOf(service)) {
            const SceneSeries& s = m_scene.at(k);
            if (!s.isHarm)
                continue;
            const auto onset = onsetOf(s, time);
            if (onset && onset->noise > 4 && onset->minute <= time + 6)
                return 1.0;
            hasLooked |= hasSamplesAround(s, time);
        }
        return hasLooked ? .1 : kUnseen;
    }

    const Scene& m_scene;
    std::map<std::pair<int, Minute>, double> m_known;
};

/// Rules that have fired three times and more than three hours before fire all the time.
class Chronic {
public:
    explicit Chronic(const std::vector<GridAlarm>& alarms) {
        std::map<Rule, int> fired;
        for (const GridAlarm& a : alarms) // by time
            if (++fired[ruleOf(a)] == 3)
                m_third[ruleOf(a)] = a.time;
    }
    bool has(const GridAlarm& a) const {
        const auto third = m_third.find(ruleOf(a));
        return third != m_third.end() && third->second < a.time - 180;
    }

private:
    using Rule = std::pair<int, std::string_view>;
    static Rule ruleOf(const GridAlarm& a) { return {a.service, a.rule}; }
    std::map<Rule, Minute> m_third;
};

bool joins(const Scene& scene, const AlarmGroup& group, const GridAlarm& a) {
    const GridAlarm& head = scene.grid().alarms[static_cast<std::size_t>(group.members.front().alarm)];
    if (environmentKind(head.environment) != environmentKind(a.environment))
        return false; // staging's trouble is not production's
    if (a.time - group.members.back().time <= kNear)
        return true;
    if (knownService(scene, a) < 0)
        return false;
    return std::any_of(group.members.begin(), group.members.end(), [&](const GroupMember& m) {
        const GridAlarm& b = scene.grid().alarms[static_cast<std::size_t>(m.alarm)];
        return b.end.value_or(b.time + kUnknownEnd) >= a.time && a.time - b.time <= kLongest &&
               scene.graph().reaches(a.service, b.service);
    });
}

/// A stray alarm of a silent service must not set the clock: only sure ones may come more than 10 min before the first
/// sure.
void dropStrays(AlarmGroup& group, int wanted) {
    const auto sure =
        std::find_if(group.members.begin(), group.members.end(), [](const GroupMember& m) { return m.support == 1; });
    if (sure == group.members.end())
        return;
    const Minute from = sure->time - 10;
    std::erase_if(group.members,
                  [&](const GroupMember& m) { return m.support != 1 && m.time <= from && m.alarm != wanted; });
}

std::vector<AlarmGroup> groupsOf(const Scene& scene, int wanted, Minute from) {
    const std::vector<GridAlarm>& alarms = scene.grid().alarms;
    Supports supports(scene);
    const Chronic chronic(alarms);
    std::vector<GroupMember> members;
    double least = 0;
    for (std::size_t i = 0; i < alarms.size(); ++i) {
        const GridAlarm& a = alarms[i];
        if (a.isHistory || a.time < from)
            continue;
        const bool isUsual = chronic.has(a);
        // What is usual has no say, but for whether all are calm; enough is known once one is not.
        const double support = isUsual && least >= kCalm ? 0 : supports.of(a);
        members.push_back({static_cast<int>(i), knownService(scene, a), a.time, isUsual ? 0 : support});
        least = std::max(least, support);
    }
    least = std::min(kCalm, least);
    std::vector<AlarmGroup> groups;
    for (GroupMember& m : members) {
        const GridAlarm& a = alarms[static_cast<std::size_t>(m.alarm)];
        if (m.support < least && m.alarm != wanted)
            continue;
        const auto home =
            std::find_if(groups.rbegin(), groups.rend(), [&](const AlarmGroup& g) { return joins(scene, g, a); });
        if (home != groups.rend())
            home->members.push_back(m);
        else
            groups.push_back(AlarmGroup{{m}});
    }
    for (AlarmGroup& g : groups)
        dropStrays(g, wanted);
    const auto isProduction = [&](const AlarmGroup& g) {
        const auto alarm = static_cast<std::size_t>(g.members.front().alarm);
        return environmentKind(alarms[alarm].environment) == environmentKind({});
    };
    std::stable_sort(groups.begin(), groups.end(), [&](const AlarmGroup& a, const AlarmGroup& b) {
        if (isProduction(a) != isProduction(b))
            return isProduction(a);
        const double x = a.weight();
        const double y = b.weight();
        return x > y || (x == y && a.members.front().time > b.members.front().time);
    });
    return groups;
}

constexpr Minute kAlways = -1e18;

} // namespace

Minute AlarmGroup::first() const {
    const auto sure = std::find_if(members.begin(), members.end(), [](const GroupMember& m) { return m.support == 1; });
    return sure != members.end() ? sure->time : members.front().time;
}

double AlarmGroup::weight() const {
    std::map<int, double> last; // the last alarm of a service speaks for it
    for (const GroupMember& m : members)
        last[m.service] = m.support;
    double sum = 0;
    for (const auto& [service, support] : last)
        sum += support;
    return sum;
}

std::vector<int> AlarmGroup::services() const {
    std::vector<int> out;
    for (const GroupMember& m : members)
        if (m.service >= 0)
            out.push_back(m.service);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

bool AlarmGroup::holds(int alarm) const {
    return std::any_of(members.begin(), members.end(), [&](const GroupMember& m) { return m.alarm == alarm; });
}

std::vector<AlarmGroup> alarmGroups(const Scene& scene) {
    return groupsOf(scene, -1, kAlways);
}

std::optional<ChosenGroup> chooseGroup(const Scene& scene, const GroupChoice& choice) {
    const auto* of = std::get_if<GroupOfAlarm>(&choice);
    const auto* mark = std::get_if<GroupFrom>(&choice);
    std::vector<AlarmGroup> groups = groupsOf(scene, of ? of->alarm : -1, mark ? mark->start - 1 : kAlways);
    const int others = std::max(0, static_cast<int>(groups.size()) - 1);
    if (mark) {
        AlarmGroup group{{GroupMember{-1, -1, mark->start, 1}}};
        const auto next = std::find_if(groups.begin(), groups.end(), [&](const AlarmGroup& g) {
            return g.members.front().time <= mark->start + kMarkReach;
        });
        if (next != groups.end())
            group.members.insert(group.members.end(), next->members.begin(), next->members.end());
        return ChosenGroup{std::move(group), next != groups.end() ? others : static_cast<int>(groups.size())};
    }
    if (groups.empty())
        return std::nullopt;
    const auto chosen =
        of ? std::find_if(groups.begin(), groups.end(), [&](const AlarmGroup& g) { return g.holds(of->alarm); })
           : groups.begin();
    if (chosen == groups.end())
        return std::nullopt;
    return ChosenGroup{std::move(*chosen), others};
}

} // namespace foreshock
