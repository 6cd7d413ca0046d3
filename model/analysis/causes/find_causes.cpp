// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/causes/find_causes.h"

#include "model/analysis/causes/cause_constants.h"
#include "model/analysis/causes/cause_words.h"
#include "model/analysis/causes/earlier_trouble.h"
#include "model/analysis/rank_scope.h"
#include "model/analysis/recording.h"

#include <algorithm>
#include <cmath>

namespace foreshock {
namespace {

using namespace cause_constants;

constexpr Duration kFollows = Duration::minutes(300);
constexpr std::size_t kNearest = 3;
constexpr double kSurely = .5; ///< probability from which flow names one

Zone zoneFor(const Incident& incident, const std::string& wanted) {
    for (const std::string& name : {wanted, incident.zone})
        if (!name.empty())
            if (const auto zone = Zone::find(name))
                return *zone;
    return Zone();
}

/// The first alarm of the heaviest group in a stretch.
const Alarm* heaviestFirst(const Incident& incident, SampleSource& samples, const RankScope& scope) {
    std::vector<const Alarm*> inside;
    for (const Alarm& a : incident.alarms)
        if (a.state != AlarmState::NoData && scope.plan.alarms.contains(a.start))
            inside.push_back(&a);
    if (inside.empty())
        return nullptr;
    std::sort(inside.begin(), inside.end(),
              [](const Alarm* a, const Alarm* b) { return std::tie(a->start, a->id) < std::tie(b->start, b->id); });
    if (inside.size() == 1)
        return inside.front();
    const IncidentGrid grid = gridOf(incident, samples, scope.plan);
    const auto groups = alarmGroups(Scene(grid));
    for (const GroupMember& m : groups.empty() ? std::vector<GroupMember>() : groups.front().members)
        if (m.time >= groups.front().first())
            for (const Alarm* a : inside)
                if (a->id == grid.alarms[static_cast<std::size_t>(m.alarm)].id)
                    return a;
    return inside.front();
}

/// One place in the ranking: what the evidence says and, where flow chose, its share.
struct Place {
    const EvidenceScore* evidence = nullptr;
    const FlowShare* flow = nullptr;
    double score = 0;
    double mass = 0; ///< what its probability is in proportion to
};

/// Bayes factors over equal priors for the services and e for "none of them": what the bar for naming says.
std::vector<Place> placesByEvidence(const EvidenceRanking& ranking) {
    std::vector<Place> out;
    for (const EvidenceScore& e : ranking.services)
        out.push_back({&e, nullptr, e.score, std::exp(e.score)});
    return out;
}

/// A service with half of another's share is a quarter as likely; none: as a share that would just do.
std::vector<Place> placesByFlow(const EvidenceRanking& ranking, const FlowRanking& flow) {
    std::vector<Place> out;
    for (const EvidenceScore& e : ranking.services) {
        Place place{&e, nullptr, kPerNat * e.score, 0};
        for (const FlowShare& f : flow.shares)
            if (f.service == e.service) {
                place.flow = &f;
                place.score += f.score;
                place.mass = f.score * f.score;
            }
        out.push_back(place);
    }
    std::stable_sort(out.begin(), out.end(), [](const Place& a, const Place& b) { return a.score > b.score; });
    return out;
}

} // namespace

std::optional<CauseQuestion> causeQuestion(const Incident& incident, SampleSource& samples,
                                           const RankOptions& options) {
    const Alarm* alarm = nullptr;
    if (options.alarm) {
        for (const Alarm& a : incident.alarms)
            if (a.id == *options.alarm)
                alarm = &a;
    } else if (options.at) {
        for (const Alarm& a : incident.alarms)
            if (a.state != AlarmState::NoData && a.start >= *options.at - Duration::minutes(1) &&
                a.start <= *options.at + kFollows &&
                (!alarm || std::tie(a.start, a.id) < std::tie(alarm->start, alarm->id)))
                alarm = &a;
    } else if (const auto scope = scopeOf(incident, samples, options)) {
        alarm = heaviestFirst(incident, samples, *scope);
    }
    if (!alarm && (options.alarm || !options.at))
        return std::nullopt;
    CauseQuestion out;
    if (alarm) {
        out.alarm = alarm->id;
        out.service = alarm->service;
        out.metric = alarm->metric;
    }
    out.at = options.at ? *options.at : alarm->start;
    out.range = gridRange(recordings(samples.recorded(), {out.at}), out.at, out.at);
    return out;
}

std::optional<CauseAnswer> findCauses(const Incident& incident, SampleSource& samples, const CauseQuestion& question,
                                      const LogSurge& logs, const std::string& displayZone, std::stop_token stop) {
    const auto logsFound = logs.found();
    std::vector<ServiceId> loud;
    for (const auto& [service, f] : logsFound)
        if (f.nats > 0)
            loud.push_back(service);
    const CauseCase asked = causeCase(incident, loud, question.service, question.metric, question.at, question.range);
    const auto judged = judgeSeries(asked, samples, stop);
    if (!judged)
        return std::nullopt;
    const EvidenceRanking ranking = rankByEvidence(asked, *judged, serviceEvidence(asked, *judged, logsFound));
    const FlowRanking flow = rankByFlow(asked, samples);
    if (stop.stop_requested())
        return std::nullopt;

    CauseAnswer out;
    out.alarm = question.alarm;
    out.alarmService = question.service;
    out.at = question.at;
    const bool isFlow = flow.isConvincing;
    const AlarmSight sight = sightOf(asked, *judged);
    const bool isLead = sight == AlarmSight::Seen && !ranking.services.empty() &&
                        ranking.services.front().score >= kWeakLead; // the alarm itself stands out
    std::optional<EarlierTrouble> earlier;
    if (!isFlow && sight == AlarmSight::Unknown && ranking.standsOut())
        earlier = recedingTrouble(asked, samples, *judged, ranking, stop);
    if (stop.stop_requested())
        return std::nullopt;
    const bool isEvidence = sight != AlarmSight::Calm && !earlier && (ranking.standsOut() || isLead);
    out.rule = isFlow ? CauseRule::Flow : isEvidence ? CauseRule::Evidence : CauseRule::None;
    out.isSure = isFlow || (isEvidence && ranking.names());
    const CauseWords words(asked, ranking, flow, zoneFor(incident, displayZone));
    const std::vector<Place> places = isFlow ? placesByFlow(ranking, flow) : placesByEvidence(ranking);
    double mass = isFlow ? kFlowShare * kFlowShare : std::exp(ranking.needed);
    for (const Place& place : places)
        mass += place.mass;
    auto& list = out.rule == CauseRule::None ? out.nearest : out.services;
    for (const Place& place : places) {
        if (place.score <= 0 || (out.rule == CauseRule::None && list.size() >= kNearest))
            break;
        CauseService row;
        row.service = asked.id(place.evidence->service);
        row.probability = place.mass / mass;
        row.score = place.score;
        const auto onset = words.onset(*place.evidence, place.flow);
        if (onset)
            row.onset = atEpochMinute(*onset);
        if (asked.target >= 0)
            for (const int s : asked.calls.path(asked.target, place.evidence->service))
                row.path.push_back(asked.id(s));
        row.evidence = words.evidence(*place.evidence, place.flow);
        list.push_back(std::move(row));
    }
    if (isFlow && (out.services.empty() || out.services.front().probability < kSurely))
        out.isSure = false;
    out.notes = words.notes(isFlow, judged->size(), logs.isEmpty());
    words.conclude(out, sight, earlier);
    return out;
}

} // namespace foreshock
