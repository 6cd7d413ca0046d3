// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/responses.h"

#include "model/analysis/alarm_bunches.h"
#include "model/analysis/environment_scope.h"
#include "model/base/text.h"
#include "model/base/time_text.h"
#include "model/domain/wave_words.h"

#include <fmt/format.h>

#include <algorithm>

namespace foreshock {
namespace {

constexpr Minute kAnswered = 300;    ///< minutes after an alarm in which something is done against it
constexpr Minute kLongest = 24 * 60; ///< an alarm that stays longer is no wave any more
constexpr Duration kBefore = Duration::hours(24);

const GridAlarm& headOf(const Scene& scene, const AlarmGroup& group) {
    const auto real =
        std::find_if(group.members.begin(), group.members.end(), [](const GroupMember& m) { return m.alarm >= 0; });
    return scene.grid().alarms[static_cast<std::size_t>(real->alarm)];
}

bool isResponseByKind(const std::string& kind) {
    const std::string k = lowered(kind);
    for (const char* word : {"mitigation", "rollback", "revert", "hotfix", "failover"})
        if (k.find(word) != std::string::npos)
            return true;
    return false;
}

} // namespace

Responses::Responses(const Incident& incident, SampleSource& samples, const RankScope& scope, const Scene& scene,
                     const AlarmGroup& ranked) {
    const bool hasAlarm =
        std::any_of(ranked.members.begin(), ranked.members.end(), [](const GroupMember& m) { return m.alarm >= 0; });
    if (!hasAlarm)
        return;
    const GridAlarm& own = headOf(scene, ranked);
    const Instant begin = scene.grid().at(own.time);
    const std::string environment(environmentKind(own.environment));
    const auto addEarlier = [&](const Scene& of, const AlarmGroup& group) {
        const GridAlarm& head = headOf(of, group);
        if (of.grid().at(head.time) < begin && environmentKind(head.environment) == environment)
            add(of, group);
    };
    const bool hasEarlier = std::any_of(scene.grid().alarms.begin(), scene.grid().alarms.end(),
                                        [&](const auto& a) { return !a.isHistory && a.time < own.time; });
    if (hasEarlier)
        for (const AlarmGroup& group : alarmGroups(scene))
            if (!group.holds(ranked.members.back().alarm) && !group.members.empty())
                addEarlier(scene, group);
    const auto isBetween = [&](const Change& c) { return scope.before->from < c.start && c.start < begin; };
    if (scope.before && scope.before->to + kBefore > begin &&
        std::any_of(incident.changes.begin(), incident.changes.end(), isBetween)) {
        const IncidentGrid grid = gridOf(incident, samples, bunchPlan(*scope.before));
        const Scene earlier(grid);
        for (const AlarmGroup& group : alarmGroups(earlier))
            if (!group.members.empty())
                addEarlier(earlier, group);
    }
}

void Responses::add(const Scene& scene, const AlarmGroup& group) {
    Minute until = 0;
    for (const GroupMember& m : group.members) {
        const GridAlarm& a = scene.grid().alarms[static_cast<std::size_t>(m.alarm)];
        const Minute end = std::clamp(a.end.value_or(a.time) - a.time, kAnswered, kLongest);
        until = std::max(until, a.time + end);
    }
    m_waves.push_back({scene.grid().at(headOf(scene, group).time), scene.grid().at(until)});
}

std::optional<WaveResponse> Responses::of(const Change& change) const {
    const Earlier* latest = nullptr;
    for (const Earlier& wave : m_waves)
        if (wave.first < change.start && change.start <= wave.until && (!latest || latest->first < wave.first))
            latest = &wave;
    if (!latest)
        return std::nullopt;
    return WaveResponse{latest->first, isResponseByKind(change.kind)};
}

Evidence responseEvidence(const WaveResponse& response, const Change& change, Instant firstAlarm, const Zone& zone) {
    Evidence row;
    row.kind = EvidenceKind::Precedes;
    row.state = EvidenceState::DoesNotDecide;
    row.text = fmt::format("{}: made {} after its first alarm", responseText(response, firstAlarm, zone),
                           durationText(change.start - response.wave));
    row.ref.at = response.wave;
    row.ref.range = TimeRange{response.wave, change.start};
    return row;
}

} // namespace foreshock
