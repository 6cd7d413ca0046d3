// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/explain_terms.h"

#include "model/analysis/ceiling.h"
#include "model/analysis/rank_constants.h"
#include "model/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace foreshock {
namespace {

using namespace rank_constants;

std::string sharedText(int others, std::string_view nobody) {
    return others == 0 ? std::string(nobody) : fmt::format("{} too: does not decide", countText(others, "other suspect does", "other suspects do"));
}

/// "about 1 in 5,000 other times".
std::string rarityText(double p) {
    const double n = 1 / std::max(p, 1e-9);
    if (n < 1.5)
        return "at most other times";
    if (n > 1e5)
        return "at fewer than 1 in 100,000 other times";
    const double step = std::pow(10, std::floor(std::log10(n)) - 1); // two digits are all it deserves
    return fmt::format("at about 1 in {} other times", numberText(std::round(n / step) * step));
}

std::string movementText(const Wording& words, const MovedSeries& moved) {
    const std::string size = words.amount(std::abs(moved.size), moved.series);
    if (moved.kind == ShiftKind::Slope)
        return fmt::format("{} began to {} by {} a minute", words.metric(moved.series), moved.size > 0 ? "rise" : "fall", size);
    return fmt::format("{} {} by {}", words.metric(moved.series), moved.size > 0 ? "rose" : "fell", size);
}

} // namespace

ExplainTerms::ExplainTerms(const ExplainContext& context, const RankedChange& suspect)
    : m(context)
    , m_scene(context.scene)
    , m_words(context.words)
    , m_suspect(suspect)
    , m_change(context.scene.change(suspect.hypothesis.change))
    , m_story(suspect.story()) {}

Evidence& ExplainTerms::add(EvidenceKind kind, EvidenceState state, double weight, std::string text) {
    Evidence row;
    row.kind = kind;
    row.state = state;
    row.weight = weight;
    row.text = std::move(text);
    m_rows.push_back(std::move(row));
    return m_rows.back();
}

void ExplainTerms::refer(Evidence& row, int series, Minute from, Minute to, Minute at) const {
    if (series >= 0)
        row.ref.series = m_scene.grid().ref(m_scene.key(series));
    row.ref.range = TimeRange{m_scene.grid().at(std::min(from, to)), m_scene.grid().at(std::max(from, to))};
    row.ref.at = m_scene.grid().at(at);
}

void ExplainTerms::veto() {
    const Minute first = m.ranking.first;
    if (m_suspect.hypothesis.isLate) {
        Evidence& row = add(EvidenceKind::Veto, EvidenceState::Against, m_suspect.score,
                            fmt::format("began {} ({}): a response, not the trigger; it may be one of a later wave",
                                        m_words.fromFirstAlarm(m_change.start), m_words.time(m_change.start)));
        refer(row, -1, first, m_change.end, m_change.start);
    } else if (m_story && m_story->lag < -kSkew) {
        Evidence& row = add(EvidenceKind::Veto, EvidenceState::Against, std::log(std::max(m_story->timingOdds(), 1e-4)),
                            fmt::format("the symptom is older: it began at {}, {} before the change ({})", m_words.time(m_story->onset),
                                        m_words.length(m_story->lag), m_words.time(m_change.start)));
        refer(row, -1, m_story->onset, m_change.start, m_story->onset);
    }
}

void ExplainTerms::precedes() {
    const Minute first = m.ranking.first;
    std::string text = fmt::format("began {} ({} → {})", m_words.fromFirstAlarm(m_change.start), m_words.time(m_change.start), m_words.time(first));
    if (m_change.end - m_change.start >= 1)
        text += m_change.end <= first ? fmt::format(", ended {} before it", m_words.length(first - m_change.end)) : ", was still running at it";
    EvidenceState state = EvidenceState::DoesNotDecide;
    double weight = 0;
    if (m_story) {
        if (m_story->lag < -kSkew)
            return; // the veto says it
        const std::string symptom = m_words.time(m_story->onset);
        const std::string lag = m_words.length(m_story->lag);
        if (!m.ranking.hasSeries)
            text += "; no series shows when the symptom began";
        else if (std::abs(m_story->lag) < 1)
            text += fmt::format("; the first symptom came with its start ({})", symptom);
        else if (m_story->lag > 0)
            text += fmt::format("; the first symptom came {} after its start ({})", lag, symptom);
        else
            text += fmt::format("; the first symptom ({}) is {} older, within what clocks differ by", symptom, lag);
        if (m_story->lag > kLagLongest)
            text += "; ranked outside measured range (over ten days)";
        weight = std::log(std::max(std::min(m_story->fast, kRecencyCap) * (1 - kWaitShare) + m_story->slow * kWaitShare, 1e-3));
        state = m_story->fast > 1 || m_story->doseShare > 0 ? EvidenceState::For : EvidenceState::DoesNotDecide;
    }
    Evidence& row = add(EvidenceKind::Precedes, state, weight, std::move(text));
    refer(row, -1, m_change.start, first, m_change.start);
}

void ExplainTerms::ceiling() {
    if (!m_story || !m_story->reached)
        return;
    const CeilingReached& c = *m_story->reached;
    const Plateau plateau = plateauOf(m_scene.at(c.series).y(), c.sign, c.minute, m_story->onset);
    const int others = m.rivals.withCeiling(c, m_suspect);
    const char* how = c.weight >= 1 ? "flat at" : c.sign > 0 ? "at record height," : "at a record low,";
    Evidence& row = add(EvidenceKind::Ceiling, others == 0 ? EvidenceState::For : EvidenceState::DoesNotDecide,
                        std::log(1 + kCeilingOdds * m_story->doseShare),
                        fmt::format("{} {} {} (plateau, inferred) since {}, {}; {}", m_words.metric(c.series), how,
                                    m_words.amount(plateau.level, c.series), m_words.time(plateau.since),
                                    m_words.fromFirstAlarm(plateau.since), sharedText(others, "no other suspect has this")));
    refer(row, c.series, plateau.since, std::max(plateau.since + 1, m.ranking.first), plateau.since);
    row.ref.level = plateau.level;
    Evidence& dose = add(EvidenceKind::Dose, others == 0 ? EvidenceState::For : EvidenceState::DoesNotDecide, 0,
                         fmt::format("explains {} of the rise of {} to that plateau", percentText(std::min(c.share, 1.0)),
                                     m_words.metric(c.series)));
    refer(dose, c.series, m_change.start, plateau.since, m_change.start);
    dose.ref.level = plateau.level;
}

void ExplainTerms::shift() {
    if (!m_story || !m_story->effect)
        return;
    const MovedSeries& moved = *m_story->effect;
    const int others = m.rivals.withShift(moved.series, m_suspect);
    EvidenceState state = EvidenceState::Against;
    std::string text = fmt::format("no series near it clearly moved at its time (closest: {}, {})", m_words.metric(moved.series), rarityText(moved.p));
    if (m_story->effectBound > 0) {
        state = m_story->isHarmful && others == 0 ? EvidenceState::For : EvidenceState::DoesNotDecide;
        text = fmt::format("{} with it ({}), {}", movementText(m_words, moved), m_words.span(m_change.start, m_change.end), rarityText(moved.p));
        if (!m_story->isHarmful)
            text += "; not in a harmful direction, or within its noise";
        if (others > 0)
            text += "; " + sharedText(others, "");
    }
    Evidence& row = add(EvidenceKind::Shift, state, m_story->effectNats(), std::move(text));
    refer(row, moved.series, m_change.start - 30, m_change.end + 30, m_change.start);
}

void ExplainTerms::neighbour() {
    if (!m_story)
        return;
    const double touch = m_story->hasTouched ? std::log((m_story->path.weight + (1 - m_story->path.weight) * kTouched) / m_story->path.weight) : 0;
    bool isFirst = true; // the term counts once however many series moved
    for (const MovedSeries& moved : m_story->touched) {
        const std::string at = m_words.service(m_scene.at(moved.series).service());
        Evidence& row = add(EvidenceKind::Neighbour, EvidenceState::For, isFirst ? touch : 0,
                            moved.kind == ShiftKind::None
                                ? fmt::format("{} of {} first left its level while it ran", m_words.metric(moved.series), at)
                                : fmt::format("{} (of {}) with it, {}", movementText(m_words, moved), at, rarityText(moved.p)));
        refer(row, moved.series, m_change.start - 30, m_change.end + 30, m_change.start);
        isFirst = false;
    }
    if (m_story->isCalm)
        add(EvidenceKind::Neighbour, EvidenceState::Against, std::log(kCalm),
            fmt::format("calls to {} did not grow: a change of its caller is unlikely to have pushed it", m_words.service(m_story->origin)));
}

void ExplainTerms::profile() {
    if (!m_story || !m_story->profile)
        return;
    const double nats = m_story->profileNats();
    const ProfileMatch& match = *m_story->profile;
    const EvidenceState state = nats > .5 ? EvidenceState::For : nats < -.5 ? EvidenceState::Against : EvidenceState::DoesNotDecide;
    const char* how = nats > .5 ? "moved the way its run would make it" : nats < -.5 ? "did not move the way its run would make it" : "could have moved with its run or with others";
    Evidence& row = add(EvidenceKind::Profile, state, nats,
                        fmt::format("{} of {} {} ({})", m_words.metric(match.series), m_words.service(m_scene.at(match.series).service()), how,
                                    m_words.span(m_change.start, m_change.end)));
    refer(row, match.series, m_story->onset - 60, m_story->onset + 30, m_story->onset);
}

void ExplainTerms::origin() {
    if (!m_story)
        return;
    int shown = -1; // the series that broke first there
    for (const int k : m_scene.seriesOf(m_story->origin)) {
        const auto& onset = m.ranking.onsets[static_cast<std::size_t>(k)];
        if (onset && (shown < 0 || onset->minute < m.ranking.onsets[static_cast<std::size_t>(shown)]->minute))
            shown = k;
    }
    const std::string what = shown < 0 ? "no series of it shows how"
                                       : fmt::format("{} left its usual band at {}", m_words.metric(shown),
                                                     m_words.time(m.ranking.onsets[static_cast<std::size_t>(shown)]->minute));
    const double p = m_story->originP;
    Evidence& row = add(EvidenceKind::Path, p >= .5 ? EvidenceState::For : p < .1 ? EvidenceState::Against : EvidenceState::DoesNotDecide, std::log(p + 1e-9),
                        fmt::format("it {} first in {} ({}; {})", p >= .5 ? "most likely broke" : "may have broken", m_words.service(m_story->origin), percentText(p), what));
    refer(row, shown, m_story->onset - 30, m_story->onset + 30, m_story->onset);
}

void ExplainTerms::path() {
    const std::string own = m_words.service(m_change.service);
    if (!m_story) {
        add(EvidenceKind::Path, EvidenceState::Against, std::log(kFar), fmt::format("no known path from {} to what broke", own));
        return;
    }
    const std::string broke = m_words.service(m_story->origin);
    std::string text;
    switch (m_story->path.kind) {
    case PathKind::SameService: text = fmt::format("changed {} itself, where it broke", own); break;
    case PathKind::Callee: text = fmt::format("{} depends on {}, which broke", own, broke); break;
    case PathKind::Caller: text = fmt::format("{}, which broke, depends on {}", broke, own); break;
    case PathKind::TwoCallees: text = fmt::format("{} depends on {}, which broke, over one service between", own, broke); break;
    case PathKind::TwoCallers: text = fmt::format("{}, which broke, depends on {} over one service between", broke, own); break;
    }
    add(EvidenceKind::Path, m_story->path.weight >= .3 ? EvidenceState::For : EvidenceState::DoesNotDecide,
        std::log(std::max(m_story->path.weight, 1e-3)), std::move(text));
}

void ExplainTerms::reach() {
    const auto& members = m.ranking.group.members;
    const auto alarms = static_cast<int>(std::count_if(members.begin(), members.end(), [](const GroupMember& x) { return x.service >= 0; }));
    if (!m_story || alarms == 0)
        return;
    const int reached = m.rivals.reachOf(*m_story);
    const int others = m.rivals.withReach(reached, m_suspect);
    // Its weight lies in the origin's: every alarm out of reach halved it.
    add(EvidenceKind::Reach, reached == alarms && others == 0 ? EvidenceState::For : EvidenceState::DoesNotDecide, 0,
        fmt::format("reaches {} of {}; {}", reached, countText(alarms, "alarm", "alarms"), sharedText(others, "no other suspect does")));
    int listed = 0;
    for (const GroupMember& x : members) {
        if (x.service < 0 || m_scene.graph().reaches(x.service, m_story->origin))
            continue;
        if (++listed > 3)
            continue;
        const GridAlarm& alarm = m_scene.grid().alarms[static_cast<std::size_t>(x.alarm)];
        Evidence& row = add(EvidenceKind::Reach, EvidenceState::Against, 0,
                            fmt::format("alarm \"{}\" on {} ({}) not explained by it: no known path to {}", alarm.rule, m_words.service(x.service),
                                        m_words.time(x.time), m_words.service(m_story->origin)));
        refer(row, -1, x.time, x.time + 1, x.time);
    }
    if (listed > 3)
        add(EvidenceKind::Reach, EvidenceState::Against, 0, fmt::format("{} more not explained by it", countText(listed - 3, "alarm", "alarms")));
}

void ExplainTerms::earlierRuns() {
    if (!m_story)
        return;
    const Headroom& h = m_suspect.headroom;
    if (h.runs > 0 && h.hadMore) {
        std::vector<std::string> room;
        for (const double r : h.room)
            room.push_back(numberText(std::round(r * 100) / 100));
        std::string list;
        for (std::size_t i = room.size() > 8 ? room.size() - 8 : 0; i < room.size(); ++i)
            list += (list.empty() ? "" : ", ") + room[i];
        Evidence& row = add(EvidenceKind::EarlierRuns, EvidenceState::DoesNotDecide, 0,
                            fmt::format("{} of this kind {} fine but had more headroom: {}", countText(h.runs, "earlier run", "earlier runs"),
                                        h.runs == 1 ? "was" : "were", list));
        row.ref.series = m_scene.grid().ref(m_scene.key(m_story->reached->series));
    } else if (h.runs > 0) {
        const double nats = -std::max(0.0, kFine * std::log(1 + std::min(h.runs, kFineMost)) + std::log(m_story->groupWeight));
        add(EvidenceKind::EarlierRuns, nats < 0 ? EvidenceState::Against : EvidenceState::DoesNotDecide, nats,
            fmt::format("{} of this kind {} fine", countText(h.runs, "earlier run", "earlier runs"), h.runs == 1 ? "was" : "were"));
    }
    if (m_story->groupWeight < 1)
        add(EvidenceKind::EarlierRuns, EvidenceState::Against, std::log(m_story->groupWeight),
            fmt::format("one of a rhythm: usually {} apart, so one of them is always near", m_words.length(m_story->groupWeight * kPriorSpan)));
}

void ExplainTerms::notTested() {
    if (!m_story)
        return;
    const Minute onset = m.ranking.onset;
    std::vector<std::string> gone;
    const auto isClose = [&](int service) { return service == m_change.service || service == m_story->origin; };
    const auto name = [&](const SeriesKey& key) {
        std::string out = key.second;
        for (const SeriesData& s : m.incident.series)
            if (!s.info.seenVia.empty() && s.info.metric == key.second && s.info.service == m_scene.grid().services[static_cast<std::size_t>(key.first)])
                return out + " (seen through " + s.info.seenVia + ")";
        return out;
    };
    for (const SeriesKey& key : m_scene.grid().silent)
        if (isClose(key.first))
            gone.push_back(name(key));
    for (const int k : m_scene.seriesOf(m_story->origin))
        if (countPresent(cut(m_scene.at(k).y(), onset - 30, onset + 15)) < 5)
            gone.push_back(name(m_scene.key(k)));
    if (!gone.empty())
        add(EvidenceKind::Coverage, EvidenceState::NotTested, 0, "not tested, no samples around the onset: " + listText(gone, 6));
    const auto& own = m_scene.seriesOf(m_story->origin);
    const std::string broke = m_words.service(m_story->origin);
    if (own.empty())
        add(EvidenceKind::Coverage, EvidenceState::NotTested, 0, fmt::format("not tested: {} has no series at all", broke));
    else if (std::none_of(own.begin(), own.end(), [&](int k) { return m_scene.at(k).is(Role::Saturation); }))
        add(EvidenceKind::Coverage, EvidenceState::NotTested, 0,
            fmt::format("not tested: limits of {} (no series of threads, connections, memory or queues)", broke));
    if (!m_story->isTested && m_change.start > 0)
        add(EvidenceKind::Coverage, EvidenceState::NotTested, 0,
            fmt::format("not tested: what {} did at the change ({})", m_words.service(m_change.service),
                        m_scene.seriesOf(m_change.service).empty() ? "no series" : "too few samples before the onset"));
    else if (m_change.start <= 0)
        add(EvidenceKind::Coverage, EvidenceState::NotTested, 0, "not tested: what moved at the change (the recording begins after it)");
}

} // namespace foreshock
