// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/rank_waves.h"

#include "model/analysis/alarm_bunches.h"
#include "model/analysis/alarm_group.h"
#include "model/analysis/environment_scope.h"
#include "model/analysis/rank_changes.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace foreshock {
namespace {

constexpr std::size_t kMostOthers = 8;
constexpr std::size_t kSuspects = 3;
constexpr double kCalm = .2; ///< support up to which an alarm's own series were looked at and calm, or it is chronic

/// A group before it is ranked.
struct Outline {
    std::vector<AlarmId> members; ///< in time order
    Instant first;
    double weight = 0;
    bool isProduction = true;
    bool isSupported = false;

    bool holds(const AlarmId& alarm) const { return std::find(members.begin(), members.end(), alarm) != members.end(); }
};

using AlarmsById = std::unordered_map<AlarmId, const Alarm*>;

Outline outlineOf(const IncidentGrid& grid, const AlarmGroup& group) {
    Outline out;
    for (const GroupMember& m : group.members) {
        const GridAlarm& alarm = grid.alarms[static_cast<std::size_t>(m.alarm)];
        out.members.push_back(alarm.id);
        out.isSupported |= m.support > kCalm;
        if (out.members.size() == 1) {
            out.first = grid.at(alarm.time);
            out.isProduction = environmentKind(alarm.environment) == environmentKind({});
        }
    }
    out.weight = group.weight();
    return out;
}

/// A wave as its first alarm tells it, not ranked.
AlarmWave waveOf(const std::vector<AlarmId>& members, const AlarmsById& alarms) {
    AlarmWave out;
    out.alarm = members.front();
    out.alarms = static_cast<int>(members.size());
    const Alarm& first = *alarms.at(out.alarm);
    out.first = first.start;
    out.service = first.service;
    out.isRanked = false;
    return out;
}

AlarmWave waveOf(const Answer& answer, const AlarmsById& alarms) {
    AlarmWave out = waveOf(answer.alarms, alarms);
    out.isRanked = true;
    out.verdict = answer.verdict;
    for (const Suspect& s : answer.suspects)
        if (out.suspects.size() < kSuspects && !s.isAfterFirstAlarm)
            out.suspects.push_back({s.change, s.title, s.kind, s.service, s.probability, s.strength, s.response});
    return out;
}

} // namespace

std::optional<AlarmWaves> rankWaves(const Incident& incident, const RankOptions& options, const Answer& answer,
                                    std::stop_token stop) {
    HeldSamples samples(incident);
    return rankWaves(incident, samples, options, answer, std::move(stop));
}

std::optional<AlarmWaves> rankWaves(const Incident& incident, SampleSource& samples, const RankOptions& options,
                                    const Answer& answer, std::stop_token stop) {
    AlarmWaves out;
    AlarmsById alarms;
    for (const Alarm& a : incident.alarms)
        alarms.emplace(a.id, &a);
    std::vector<Outline> outlines;
    const std::vector<Instant> starts = alarmStarts(incident, options.at);
    for (const TimeRange& bunch : alarmBunches(starts)) {
        if (stop.stop_requested())
            return std::nullopt;
        const IncidentGrid grid = gridOf(incident, samples, bunchPlan(bunch));
        for (const AlarmGroup& group : alarmGroups(Scene(grid)))
            if (!group.members.empty())
                outlines.push_back(outlineOf(grid, group));
    }
    std::erase_if(outlines, [&](const Outline& o) {
        return std::any_of(answer.alarms.begin(), answer.alarms.end(), [&](const AlarmId& a) { return o.holds(a); });
    });
    std::size_t grouped = answer.alarms.size();
    for (const Outline& o : outlines)
        grouped += o.members.size();
    out.leftOut = static_cast<int>(starts.size() - std::min(starts.size(), grouped));
    std::stable_sort(outlines.begin(), outlines.end(), [](const Outline& a, const Outline& b) {
        return std::tuple(!a.isProduction, -a.weight, -a.first.ns) <
               std::tuple(!b.isProduction, -b.weight, -b.first.ns);
    });
    if (outlines.size() > kMostOthers) {
        out.more = static_cast<int>(outlines.size() - kMostOthers);
        outlines.resize(kMostOthers);
    }

    if (!answer.alarms.empty())
        out.waves.push_back(waveOf(answer, alarms));
    for (const Outline& outline : outlines) {
        if (!outline.isSupported) {
            out.waves.push_back(waveOf(outline.members, alarms));
            continue;
        }
        RankOptions asked = options;
        asked.at.reset();
        asked.alarm = outline.members.front();
        asked.top = 0; // releases are weighed among all suspects
        asked.detail = RankDetail::Outline;
        const auto ranked = rankChanges(incident, samples, asked, stop);
        if (!ranked)
            return std::nullopt;
        out.waves.push_back(ranked->alarms.empty() ? waveOf(outline.members, alarms) : waveOf(*ranked, alarms));
    }
    std::stable_sort(out.waves.begin(), out.waves.end(),
                     [](const AlarmWave& a, const AlarmWave& b) { return a.first < b.first; });
    return out;
}

} // namespace foreshock
