// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/rank_scope.h"

#include "model/analysis/alarm_bunches.h"
#include "model/analysis/recording.h"

#include <algorithm>

namespace foreshock {
namespace {

constexpr Duration kApart = Duration::minutes(300);
constexpr Duration kTick = Duration::nanoseconds(1);

std::vector<AlarmGroup> groupsOf(const Incident& incident, SampleSource& samples, TimeRange bunch) {
    const IncidentGrid grid = gridOf(incident, samples, bunchPlan(bunch));
    return alarmGroups(Scene(grid));
}

/// Groups of all bunches but one; a stretch may hold several, and one of rules that fire over and over none.
int groupsBeside(const Incident& incident, SampleSource& samples, const std::vector<TimeRange>& all, TimeRange own) {
    int out = 0;
    for (const TimeRange& bunch : all)
        if (bunch.from != own.from)
            out += static_cast<int>(groupsOf(incident, samples, bunch).size());
    return out;
}

TimeRange heaviest(const Incident& incident, SampleSource& samples, const std::vector<TimeRange>& all,
                   int& otherGroups) {
    if (all.size() == 1)
        return all.front();
    TimeRange best = all.front();
    double most = -1;
    int groups = 0;
    int ofBest = 0;
    for (const TimeRange& bunch : all) {
        const auto found = groupsOf(incident, samples, bunch);
        groups += static_cast<int>(found.size());
        if (!found.empty() && found.front().weight() >= most) {
            most = found.front().weight();
            best = bunch;
            ofBest = static_cast<int>(found.size());
        }
    }
    otherGroups = groups - ofBest;
    return best;
}

} // namespace

std::optional<RankScope> scopeOf(const Incident& incident, SampleSource& samples, const RankOptions& options) {
    std::optional<Instant> since;
    if (options.at)
        since = *options.at - Duration::minutes(1);
    const std::vector<Instant> starts = alarmStarts(incident, since);
    const std::vector<TimeRange> all = alarmBunches(starts);
    RankScope out;
    TimeRange bunch;
    if (options.alarm) {
        const auto wanted = std::find_if(incident.alarms.begin(), incident.alarms.end(),
                                         [&](const Alarm& a) { return a.id == *options.alarm; });
        if (wanted == incident.alarms.end())
            return std::nullopt;
        const auto own =
            std::find_if(all.begin(), all.end(), [&](const TimeRange& r) { return r.contains(wanted->start); });
        if (own == all.end())
            return std::nullopt;
        bunch = *own;
        if (options.detail == RankDetail::Full)
            out.otherGroups = groupsBeside(incident, samples, all, bunch);
    } else if (options.at) {
        bunch = {*options.at, *options.at + kTick};
        const bool isFollowed = !all.empty() && all.front().from <= *options.at + kApart;
        if (options.detail == RankDetail::Full)
            out.otherGroups = groupsBeside(incident, samples, all, isFollowed ? all.front() : TimeRange{});
        if (isFollowed)
            bunch = {std::min(bunch.from, all.front().from), all.front().to};
    } else {
        if (all.empty())
            return std::nullopt;
        bunch = heaviest(incident, samples, all, out.otherGroups);
    }
    for (const TimeRange& other : all)
        if (other.to <= bunch.from)
            out.before = other;
    const Instant first = options.at.value_or(bunch.from);
    std::vector<Instant> moments = starts;
    moments.push_back(first);
    out.plan = {gridRange(recordings(samples.recorded(), moments), first, bunch.to), bunch, first, options.window};
    return out;
}

GroupChoice groupChoice(const IncidentGrid& grid, const RankOptions& options) {
    if (options.alarm)
        for (std::size_t i = 0; i < grid.alarms.size(); ++i)
            if (grid.alarms[i].id == *options.alarm)
                return GroupOfAlarm{static_cast<int>(i)};
    if (options.at)
        return GroupFrom{grid.minuteOf(*options.at)};
    return HeaviestGroup{};
}

} // namespace foreshock
