// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/releases/join_releases.h"

#include "model/analysis/rank_constants.h"
#include "model/base/text.h"
#include "model/base/time_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace foreshock {
namespace {

constexpr Duration kLookBack = Duration::minutes(240);
constexpr Duration kHistory = Duration::minutes(60);
constexpr Duration kLookOn = Duration::minutes(4);
constexpr double kApart = 1; ///< nats from which a release's instances differ enough to be named
/// Weight of everything that is no compared release, beside e^score of one. From simulated incidents, in one of seven
/// of which no change did it (tests/evaluation/simulator/rollouts.py, seeds 0 to 199).
constexpr double kElse = .37;
constexpr double kLaterStep = 1e-6; ///< of its release's probability: the first step carries it

std::string percent(double points) {
    return numberText(points, 3) + " %";
}

void addEvidence(Suspect& suspect, const ReleaseFeatures& f, Instant firstDone, const Zone& zone) {
    std::vector<Evidence> rows;
    const auto add = [&](EvidenceKind kind, double weight, std::string text) {
        const EvidenceState state = weight >= .1    ? EvidenceState::For
                                    : weight <= -.1 ? EvidenceState::Against
                                                    : EvidenceState::DoesNotDecide;
        Evidence row{kind, state, std::move(text), weight, {}};
        if (kind == EvidenceKind::Shift && !f.gapSeries.isEmpty())
            row.ref.series = f.gapSeries;
        row.ref.at = firstDone;
        rows.push_back(std::move(row));
    };
    const double apart = std::max({std::min(f.gap / 20, 3.), f.silence, std::min(f.callGap / 20, 3.)});
    if (f.silence > 0 && f.silence >= apart)
        add(EvidenceKind::Shift, f.silence,
            fmt::format(
                "new instances stopped reporting, or never did: active in {:.0f} of {:.0f} minutes that their old "
                "neighbours were",
                f.activeMinutes, f.expectedMinutes));
    else if (f.newSuccess && *f.oldSuccess - *f.newSuccess >= 1)
        add(EvidenceKind::Shift, apart,
            fmt::format("{} of new instances succeed in {}, of old ones in {}, in the same minutes",
                        f.callGap > f.gap ? "calls" : "requests", percent(*f.newSuccess), percent(*f.oldSuccess)));
    else if (f.newSuccess) {
        add(EvidenceKind::Shift, 0,
            fmt::format("new instances do as well as old ones: {} and {} succeed", percent(*f.newSuccess),
                        percent(*f.oldSuccess)));
        rows.back().state = EvidenceState::Against;
    }
    if (std::abs(f.cpu) > .3)
        add(EvidenceKind::Shift, std::min(3 * (std::abs(f.cpu) - .3), 2.),
            fmt::format("new instances take {} times the CPU of old ones", numberText(std::exp(f.cpu), 2)));
    if (f.latency > 1)
        add(EvidenceKind::Shift, std::min(1.5 * (f.latency - 1), 1.5),
            fmt::format("new instances take {} times as long as old ones", numberText(std::exp(f.latency), 2)));
    add(EvidenceKind::Precedes, f.timing(),
        f.lag >= 0 ? fmt::format("its first new instances were up at {}, {:.0f} min before calls began to fail",
                                 clockTextWithZone(firstDone, zone), f.lag)
                   : fmt::format("its first new instances were up at {}, {:.0f} min after calls began to fail",
                                 clockTextWithZone(firstDone, zone), -f.lag));
    if (f.lag >= -1) // in time: sooner is likelier, but that alone decides nothing
        rows.back().state = EvidenceState::DoesNotDecide;
    add(EvidenceKind::Path, f.place(),
        fmt::format("{:.0f} % of the failing calls come from what depends on it, {:.0f} % have it as an end",
                    100 * f.reach, 100 * f.near));
    // What is said by path and order alone gives way to what was compared; what was not tested stays.
    std::erase_if(suspect.evidence, [](const Evidence& e) { return e.state != EvidenceState::NotTested; });
    suspect.evidence.insert(suspect.evidence.begin(), rows.begin(), rows.end());
    suspect.restsOn.clear();
}

Suspect* suspectOf(Answer& answer, const RolloutStep& step) {
    for (Suspect& s : answer.suspects)
        if (s.change == step.change->id)
            return &s;
    return nullptr;
}

/// Suspects that are steps of a rollout but its first, those that began after the alarm as well: what they carry is the
/// release's.
std::vector<Suspect*> laterSteps(Answer& answer, const Incident& incident, const Rollout& rollout) {
    std::set<ChangeId> ids;
    for (const Change& c : incident.changes)
        if (c.service == rollout.service && c.group == rollout.group)
            ids.insert(c.id);
    ids.erase(rollout.steps.front().change->id);
    std::vector<Suspect*> out;
    for (Suspect& s : answer.suspects)
        if (ids.contains(s.change))
            out.push_back(&s);
    return out;
}

void conclude(Answer& answer, const std::vector<RankedRelease>& releases) {
    const bool wasNamed = answer.verdict == Verdict::Named;
    const ChangeId named = wasNamed ? answer.suspects.front().change : ChangeId();
    std::stable_sort(answer.suspects.begin(), answer.suspects.end(),
                     [](const Suspect& a, const Suspect& b) { return a.probability > b.probability; });
    for (Suspect& s : answer.suspects)
        s.strength = s.probability >= rank_constants::kRankAt ? Strength::Plausible : Strength::Weak;
    Suspect& first = answer.suspects.front();
    const RankedRelease* release = nullptr;
    for (const RankedRelease& r : releases)
        if (r.rollout.steps.front().change->id == first.change)
            release = &r;
    const bool isApart = release ? release->features.canary() >= kApart : wasNamed && first.change == named;
    if (first.probability >= rank_constants::kNameAt && isApart) {
        answer.verdict = Verdict::Named;
        first.strength = Strength::Strong;
    } else if (first.probability >= rank_constants::kRankAt) {
        answer.verdict = Verdict::Ranked;
    } else if (wasNamed) {
        answer.verdict = Verdict::CannotTell;
    }
    if (answer.verdict == Verdict::Named || answer.verdict == Verdict::Ranked)
        answer.headline = fmt::format("{}, not confirmed: {} on {}; {}.",
                                      answer.verdict == Verdict::Named ? "Strong lead" : "Plausible", first.title,
                                      first.service.value, first.evidence.front().text);
}

} // namespace

std::vector<RankedRelease> rankReleases(const Incident& incident, SampleSource& samples, Instant alarm) {
    std::vector<Rollout> rollouts = rolloutsOf(incident, {alarm - kLookBack, Instant{alarm.ns + 1}});
    if (rollouts.empty())
        return {};
    Instant start = rollouts.front().start;
    for (const Rollout& r : rollouts)
        start = std::min(start, r.start);
    const CauseCase asked = causeCase(incident, {}, ServiceId(), "", alarm, {start - kHistory, alarm + kLookOn});
    const std::vector<InstanceRows> rows = instanceRows(asked, samples, start);
    const double at = (alarm - start).inSeconds();
    const DegradedCalls degraded = degradedCalls(rows, 0, at + 180);
    std::vector<RankedRelease> out;
    for (Rollout& rollout : rollouts) {
        ReleaseFeatures features = releaseFeatures(asked, rollout, rows, degraded, at, 0, start);
        if (features.isCompared)
            out.push_back({std::move(rollout), std::move(features)});
    }
    std::stable_sort(out.begin(), out.end(), [](const RankedRelease& a, const RankedRelease& b) {
        return a.features.score() > b.features.score();
    });
    return out;
}

void joinReleases(Answer& answer, const Incident& incident, SampleSource& samples, const Zone& zone) {
    if (answer.suspects.empty())
        return;
    std::vector<RankedRelease> releases = rankReleases(incident, samples, answer.firstAlarm);
    std::erase_if(releases, [&](const RankedRelease& r) { return !suspectOf(answer, r.rollout.steps.front()); });
    if (releases.empty())
        return;
    double mass = kElse;
    for (const RankedRelease& r : releases)
        mass += std::exp(r.features.score());
    double others = answer.noneProbability;
    for (const Suspect& s : answer.suspects)
        others += s.probability;
    for (const RankedRelease& r : releases) {
        others -= suspectOf(answer, r.rollout.steps.front())->probability;
        for (const Suspect* s : laterSteps(answer, incident, r.rollout))
            others -= s->probability;
    }
    others = std::max(others, 1e-12);
    const double factor = kElse / mass / others;
    for (Suspect& s : answer.suspects)
        s.probability *= factor;
    for (double* p : {&answer.nonAnswers.load, &answer.nonAnswers.other, &answer.nonAnswers.unrecorded,
                      &answer.nonAnswers.cannotTell})
        *p *= factor;
    for (const RankedRelease& r : releases) {
        const double p = std::exp(r.features.score()) / mass;
        for (Suspect* s : laterSteps(answer, incident, r.rollout))
            s->probability = p * kLaterStep;
        suspectOf(answer, r.rollout.steps.front())->probability = p;
        for (const RolloutStep& step : r.rollout.steps)
            if (Suspect* s = suspectOf(answer, step))
                addEvidence(*s, r.features, r.rollout.done, zone);
    }
    answer.noneProbability = answer.nonAnswers.sum();
    conclude(answer, releases);
}

} // namespace foreshock
