// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/rank_changes.h"

#include "model/analysis/change_reach.h"
#include "model/analysis/checks.h"
#include "model/analysis/coverage_of.h"
#include "model/analysis/headline.h"
#include "model/analysis/rank_constants.h"
#include "model/analysis/rank_scope.h"
#include "model/analysis/releases/join_releases.h"
#include "model/analysis/responses.h"
#include "model/analysis/rests_on.h"

#include <algorithm>
#include <unordered_map>

namespace foreshock {
namespace {

constexpr std::size_t kRestsOnSuspects = 3;

Zone zoneFor(const Incident& incident, const RankOptions& options) {
    for (const std::string& name : {options.displayZone, incident.zone})
        if (!name.empty())
            if (const auto zone = Zone::find(name))
                return *zone;
    return Zone();
}

/// No alarm to explain: says what to do.
Answer unasked(const RankOptions& options) {
    Answer out;
    out.headline = options.alarm
                       ? "No such alarm here. Choose one of the list, or mark when the trouble began."
                       : "No alarms here. Mark when the trouble began, or import alarms, to have changes ranked.";
    out.coverage.notLookedAt.push_back("alarms: none to explain");
    out.nonAnswers.cannotTell = 1;
    out.noneProbability = 1;
    return out;
}

Strength strengthOf(const Ranking& ranking, std::size_t place) {
    const RankedChange& c = ranking.changes[place];
    if (place == 0 && ranking.verdict == Verdict::Named)
        return Strength::Strong;
    if (c.p >= rank_constants::kRankAt)
        return Strength::Plausible;
    const Story* story = c.story();
    const bool isUntested = story && !c.hypothesis.isLate && !story->isTested && !story->profile;
    return isUntested && ranking.verdict == Verdict::CannotTell ? Strength::CannotTell : Strength::Weak;
}

/// What its own record tells of its reach stands after when it was made.
void addReach(Suspect& suspect, const Change& change, Instant firstAlarm) {
    if (suspect.isAfterFirstAlarm)
        return;
    const std::vector<Evidence> rows = reachEvidence(change, firstAlarm);
    suspect.evidence.insert(suspect.evidence.begin() + (suspect.evidence.empty() ? 0 : 1), rows.begin(), rows.end());
}

/// What it may have been a response to stands after when it was made.
void addResponse(Suspect& suspect, const Change& change, const Responses& responses, const Wording& words,
                 Instant firstAlarm) {
    if (!suspect.isAfterFirstAlarm)
        suspect.response = responses.of(change);
    if (!suspect.response)
        return;
    auto place = suspect.evidence.begin();
    if (place != suspect.evidence.end())
        ++place;
    suspect.evidence.insert(place, responseEvidence(*suspect.response, change, firstAlarm, words.zone()));
}

Suspect suspectOf(const ExplainContext& x, std::size_t place, const Change& change) {
    const RankedChange& ranked = x.ranking.changes[place];
    const GridChange& c = x.scene.change(ranked.hypothesis.change);
    Suspect out;
    out.change = change.id;
    out.group = c.group;
    out.title = !change.title.empty() ? change.title : kindText(change.kind) + " on " + x.words.service(c.service);
    out.service = change.service;
    out.kind = change.kind;
    out.start = change.start;
    out.end = change.end;
    out.probability = ranked.p;
    out.lag = x.scene.grid().at(x.ranking.first) -
              x.scene.grid().at(std::clamp(c.start, -1e8, 1e8)); // a bad date is no overflow
    out.strength = strengthOf(x.ranking, place);
    out.evidence = explain(x, ranked);
    for (const Evidence& row : out.evidence)
        if (row.state == EvidenceState::NotTested)
            out.notTested.push_back(row.text);
    out.checks = checksFor(x, ranked);
    out.isAfterFirstAlarm = ranked.hypothesis.isLate;
    return out;
}

/// False if stopped.
bool addRestsOn(const Scene& scene, const Ranking& ranking, Measurements& measurements, const GroupChoice& choice,
                std::vector<Suspect>& suspects, std::stop_token stop) {
    std::vector<std::pair<SeriesRef, Ranking>> done;
    for (std::size_t i = 0; i < std::min(kRestsOnSuspects, suspects.size()); ++i) {
        const auto series = mainstayOf(suspects[i].evidence);
        if (!series || suspects[i].isAfterFirstAlarm || (i > 0 && suspects[i].probability < rank_constants::kRankAt))
            continue;
        auto known = std::find_if(done.begin(), done.end(), [&](const auto& d) { return d.first == *series; });
        if (known == done.end()) {
            auto without = rankWithout(scene, *series, measurements, choice, stop);
            if (!without)
                return false;
            known = done.insert(done.end(), {*series, std::move(*without)});
        }
        suspects[i].restsOn.push_back(restsOn(*series, scene.change(ranking.changes[i].hypothesis.change),
                                              static_cast<int>(i) + 1, i == 0 && ranking.verdict == Verdict::Named,
                                              scene.grid(), known->second));
    }
    return true;
}

/// What the answer read: the grid and the changes before it.
TimeRange windowOf(const IncidentGrid& grid) {
    Minute from = 0;
    for (const GridChange& c : grid.changes)
        if (c.isSuspect)
            from = std::min(from, c.start);
    return {grid.at(from), grid.at(grid.minutes)};
}

} // namespace

std::optional<Answer> rankChanges(const Incident& incident, const RankOptions& options, std::stop_token stop) {
    HeldSamples samples(incident);
    return rankChanges(incident, samples, options, std::move(stop));
}

std::optional<Answer> rankChanges(const Incident& incident, SampleSource& samples, const RankOptions& options,
                                  std::stop_token stop) {
    const auto scope = scopeOf(incident, samples, options);
    if (!scope)
        return unasked(options);
    if (stop.stop_requested())
        return std::nullopt;
    const IncidentGrid grid = gridOf(incident, samples, scope->plan);
    const Scene scene(grid);
    const GroupChoice choice = groupChoice(grid, options);
    Measurements measurements(scene);
    const auto found = rankScene(scene, measurements, choice, stop);
    if (!found)
        return std::nullopt;
    const Ranking& ranking = *found;
    if (ranking.group.members.empty())
        return unasked(options);

    std::unordered_map<ChangeId, const Change*> byId;
    for (const Change& c : incident.changes)
        byId.emplace(c.id, &c);
    const Wording words(scene, zoneFor(incident, options), ranking.first);
    const Rivals rivals(scene, ranking);
    const Responses responses(incident, samples, *scope, scene, ranking.group);
    const ExplainContext context{scene, ranking, rivals, words, incident};

    Answer out;
    for (const GroupMember& m : ranking.group.members)
        if (m.alarm >= 0)
            out.alarms.push_back(grid.alarms[static_cast<std::size_t>(m.alarm)].id);
    out.firstAlarm = grid.at(ranking.first);
    if (ranking.hasSeries)
        out.onset = grid.at(ranking.onset);
    out.window = windowOf(grid);
    const std::size_t shown = options.top > 0 ? std::min(ranking.changes.size(), static_cast<std::size_t>(options.top))
                                              : ranking.changes.size();
    for (std::size_t i = 0; i < shown; ++i) {
        if (stop.stop_requested())
            return std::nullopt;
        const Change& change = *byId.at(scene.change(ranking.changes[i].hypothesis.change).id);
        out.suspects.push_back(suspectOf(context, i, change));
        addReach(out.suspects.back(), change, out.firstAlarm);
        addResponse(out.suspects.back(), change, responses, words, out.firstAlarm);
    }
    if (options.detail == RankDetail::Full && !addRestsOn(scene, ranking, measurements, choice, out.suspects, stop))
        return std::nullopt;
    out.nonAnswers = ranking.nonAnswers;
    out.noneProbability = ranking.nonAnswers.sum();
    out.leadingSeries = leadingSeriesOf(scene, ranking, words);
    for (const int c : ranking.load.explainedBy)
        out.explainedBy.push_back(scene.change(c).id.value);
    out.verdict = ranking.verdict;
    out.headline = headlineOf(scene, ranking, words);
    out.coverage = coverageOf(incident, scene, ranking, options, words);
    out.otherGroups = ranking.otherGroups + scope->otherGroups;
    joinReleases(out, incident, samples, zoneFor(incident, options));
    return out;
}

} // namespace foreshock
