// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/explain_terms.h"

#include "model/analysis/ceiling.h"
#include "model/analysis/fan_out.h"
#include "model/analysis/rank_constants.h"
#include "model/base/text.h"
#include "model/base/time_order.h"
#include "model/base/time_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace foreshock {
namespace {

using namespace rank_constants;

/// Is it open which of two moments came first, for all that is known of their clocks?
bool isOpen(Minute a, Minute errorOfA, Minute b, Minute errorOfB) {
    const auto instant = [](Minute m) { return Instant{} + Duration::ofMinutes(m); };
    return errorOfA + errorOfB > 0 && orderOf({instant(a), Duration::ofMinutes(errorOfA)},
                                              {instant(b), Duration::ofMinutes(errorOfB)}) == TimeOrder::Unknown;
}

/// "their clocks are known to ±1 min 30 s".
std::string knownTo(Minute error) {
    return "their clocks are known to ±" + durationText(Duration::ofMinutes(error));
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
        return fmt::format("{} began to {} by {} a minute", words.metric(moved.series),
                           moved.size > 0 ? "rise" : "fall", size);
    return fmt::format("{} {} by {}", words.metric(moved.series), moved.size > 0 ? "rose" : "fell", size);
}

} // namespace

std::string sharedText(int others, std::string_view nobody) {
    return others == 0
               ? std::string(nobody)
               : fmt::format("{} too: does not decide", countText(others, "other suspect does", "other suspects do"));
}

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
    } else if (m_story && m_story->lag < -std::max(kSkew, m_change.error)) {
        Evidence& row =
            add(EvidenceKind::Veto, EvidenceState::Against, std::log(std::max(m_story->timingOdds(), 1e-4)),
                fmt::format("the symptom is older: it began at {}, {} before the change ({})",
                            m_words.time(m_story->onset), m_words.length(m_story->lag), m_words.time(m_change.start)));
        refer(row, -1, m_story->onset, m_change.start, m_story->onset);
    }
}

void ExplainTerms::precedes() {
    const Minute first = m.ranking.first;
    std::string text = fmt::format("began {} ({} → {})", m_words.fromFirstAlarm(m_change.start),
                                   m_words.time(m_change.start), m_words.time(first));
    if (m_change.end - m_change.start >= 1)
        text += m_change.end <= first ? fmt::format(", ended {} before it", m_words.length(first - m_change.end))
                                      : ", was still running at it";
    EvidenceState state = EvidenceState::DoesNotDecide;
    double weight = 0;
    if (m_story) {
        if (m_story->lag < -std::max(kSkew, m_change.error))
            return; // the veto says it
        const std::string symptom = m_words.time(m_story->onset);
        const std::string lag = m_words.length(m_story->lag);
        if (!m.ranking.hasSeries)
            text += "; no series shows when the symptom began";
        else if (isOpen(m_change.start, m_change.error, m_story->onset, 0))
            text += fmt::format("; whether the first symptom ({}) came before it or after is not known: {}", symptom,
                                knownTo(m_change.error));
        else if (std::abs(m_story->lag) < 1)
            text += fmt::format("; the first symptom came with its start ({})", symptom);
        else if (m_story->lag > 0)
            text += fmt::format("; the first symptom came {} after its start ({})", lag, symptom);
        else
            text += fmt::format("; the first symptom ({}) is {} older, within what clocks differ by", symptom, lag);
        if (m_story->lag > kLagLongest)
            text += "; ranked outside measured range (over ten days)";
        weight = std::log(std::max(m_story->fast * (1 - kWaitShare) + m_story->slow * kWaitShare, 1e-3));
        state = m_story->fast > 1 || m_story->doseShare > 0 ? EvidenceState::For : EvidenceState::DoesNotDecide;
    }
    // What nobody knows the order of speaks for nobody.
    const Minute alarmError = m_scene.grid().alarmErrorAt(first);
    if (isOpen(m_change.start, m_change.error, first, alarmError)) {
        text += "; whether the alarm came before it or after is not known: " + knownTo(m_change.error + alarmError);
        state = EvidenceState::DoesNotDecide;
    } else if (m_story && isOpen(m_change.start, m_change.error, m_story->onset, 0)) {
        state = EvidenceState::DoesNotDecide;
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
    Evidence& row =
        add(EvidenceKind::Ceiling, others == 0 ? EvidenceState::For : EvidenceState::DoesNotDecide,
            std::log(1 + kCeilingOdds * m_story->doseShare),
            fmt::format("{} {} {} (plateau, inferred) since {}, {}; {}", m_words.metric(c.series), how,
                        m_words.amount(plateau.level, c.series), m_words.time(plateau.since),
                        m_words.fromFirstAlarm(plateau.since), sharedText(others, "no other suspect has this")));
    refer(row, c.series, plateau.since, std::max(plateau.since + 1, m.ranking.first), plateau.since);
    row.ref.level = plateau.level;
    Evidence& dose = add(EvidenceKind::Dose, others == 0 ? EvidenceState::For : EvidenceState::DoesNotDecide, 0,
                         fmt::format("explains {} of the rise of {} to that plateau",
                                     percentText(std::min(c.share, 1.0)), m_words.metric(c.series)));
    refer(dose, c.series, m_change.start, plateau.since, m_change.start);
    dose.ref.level = plateau.level;
}

void ExplainTerms::calls() {
    if (!m_story || m_story->callsShare < .05)
        return;
    const int others = m.rivals.withCalls(*m_story, m_suspect);
    Story without = *m_story;
    without.callsShare = 0;
    Evidence& row = add(
        EvidenceKind::Neighbour, others == 0 ? EvidenceState::For : EvidenceState::DoesNotDecide,
        m_story->score() - without.score(),
        fmt::format("{} was called {}× as often for each request of its callers, more than retries of failed calls can "
                    "make; {} of it began with its run ({}); {}",
                    m_words.service(m_story->origin), numberText(std::round(10 * (1 + m_story->callsRise)) / 10),
                    percentText(m_story->callsShare / FanOut::weightOfRise(m_story->callsRise)),
                    m_words.span(m_change.start, m_change.end), sharedText(others, "no other suspect has this")));
    refer(row, -1, m_change.start - 30, m_story->onset + 25, m_change.start);
}

void ExplainTerms::shift() {
    if (!m_story || !m_story->effect)
        return;
    const MovedSeries& moved = *m_story->effect;
    const int others = m.rivals.withShift(moved.series, m_suspect);
    EvidenceState state = EvidenceState::Against;
    std::string text = fmt::format("no series near it clearly moved at its time (closest was {}: it moves as much {})",
                                   m_words.metric(moved.series), rarityText(moved.p));
    if (m_story->effectBound > 0) {
        state = m_story->isHarmful && others == 0 ? EvidenceState::For : EvidenceState::DoesNotDecide;
        text = fmt::format("{} with it ({}), {}", movementText(m_words, moved),
                           m_words.span(m_change.start, m_change.end), rarityText(moved.p));
        if (m_scene.at(moved.series).is(Role::Unknown))
            text += "; what it means is not told, so both directions were tested";
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
    const double touch =
        m_story->hasTouched
            ? std::log((m_story->path.weight + (1 - m_story->path.weight) * kTouched) / m_story->path.weight)
            : 0;
    bool isFirst = true; // the term counts once however many series moved
    for (const MovedSeries& moved : m_story->touched) {
        const std::string at = m_words.service(m_scene.at(moved.series).service());
        Evidence& row =
            add(EvidenceKind::Neighbour, EvidenceState::For, isFirst ? touch : 0,
                moved.kind == ShiftKind::None
                    ? fmt::format("{} of {} first left its level while it ran", m_words.metric(moved.series), at)
                    : fmt::format("{} (of {}) with it, {}", movementText(m_words, moved), at, rarityText(moved.p)));
        refer(row, moved.series, m_change.start - 30, m_change.end + 30, m_change.start);
        isFirst = false;
    }
    if (m_story->isCalm)
        add(EvidenceKind::Neighbour, EvidenceState::Against, std::log(kCalm),
            fmt::format("calls to {} did not grow: a change of its caller is unlikely to have pushed it",
                        m_words.service(m_story->origin)));
}

void ExplainTerms::profile() {
    if (!m_story || !m_story->profile)
        return;
    const double nats = m_story->profileNats();
    const ProfileMatch& match = *m_story->profile;
    const EvidenceState state = nats > .5    ? EvidenceState::For
                                : nats < -.5 ? EvidenceState::Against
                                             : EvidenceState::DoesNotDecide;
    const char* how = nats > .5    ? "moved the way its run would make it"
                      : nats < -.5 ? "did not move the way its run would make it"
                                   : "could have moved with its run or with others";
    Evidence& row = add(EvidenceKind::Profile, state, nats,
                        fmt::format("{} of {} {} ({})", m_words.metric(match.series),
                                    m_words.service(m_scene.at(match.series).service()), how,
                                    m_words.span(m_change.start, m_change.end)));
    refer(row, match.series, m_story->onset - 60, m_story->onset + 30, m_story->onset);
}

} // namespace foreshock
