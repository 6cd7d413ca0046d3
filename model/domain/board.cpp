// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/board.h"

#include <algorithm>

namespace foreshock {
namespace {

template<class T>
const T* withId(const std::vector<T>& all, std::int64_t id) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const T& one) { return one.id == id; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace

std::string_view nameOf(HypothesisState state) {
    return state == HypothesisState::Open ? "open" : state == HypothesisState::Supported ? "supported" : "ruled_out";
}

std::string_view nameOf(Stance stance) {
    return stance == Stance::For ? "for" : stance == Stance::Against ? "against" : "undecided";
}

std::string_view nameOf(PinKind kind) {
    switch (kind) {
    case PinKind::Finding:
        return "finding";
    case PinKind::Record:
        return "record";
    case PinKind::Range:
        return "range";
    case PinKind::ChangePoint:
        break;
    }
    return "change_point";
}

HypothesisState hypothesisState(std::string_view name) {
    return name == "supported"   ? HypothesisState::Supported
           : name == "ruled_out" ? HypothesisState::RuledOut
                                 : HypothesisState::Open;
}

Stance stanceOf(std::string_view name) {
    return name == "for" ? Stance::For : name == "against" ? Stance::Against : Stance::Undecided;
}

PinKind pinKind(std::string_view name) {
    return name == "record"         ? PinKind::Record
           : name == "range"        ? PinKind::Range
           : name == "change_point" ? PinKind::ChangePoint
                                    : PinKind::Finding;
}

EvidenceRef PinnedEvidence::ref() const {
    EvidenceRef out;
    if (!metric.empty())
        out.series = {service, metric};
    if (until && *until > time)
        out.range = TimeRange{time, *until};
    else
        out.at = time;
    return out;
}

KeptRanking KeptRanking::of(const Answer& answer, Instant at) {
    const Coverage& c = answer.coverage;
    KeptRanking out;
    out.at = at;
    if (!answer.alarms.empty())
        out.alarm = answer.alarms.front();
    out.verdict = answer.verdict;
    out.feeds = c.changeFeeds;
    out.changes = c.changes;
    out.series = c.series;
    out.services = c.services;
    for (std::size_t i = 0; i < std::min(kPlaces, answer.suspects.size()); ++i) {
        const Suspect& s = answer.suspects[i];
        out.places.push_back({s.change, s.title, s.strength, s.probability});
    }
    return out;
}

bool KeptRanking::saysTheSame(const KeptRanking& other) const {
    KeptRanking then = other;
    then.at = at;
    return then == *this;
}

const BoardHypothesis* Board::hypothesis(std::int64_t id) const {
    return withId(hypotheses, id);
}

const PinnedEvidence* Board::pinned(std::int64_t id) const {
    return withId(evidence, id);
}

std::optional<Stance> Board::stance(std::int64_t ofHypothesis, std::int64_t ofEvidence) const {
    for (const PutEvidence& p : put)
        if (p.hypothesis == ofHypothesis && p.evidence == ofEvidence)
            return p.stance;
    return std::nullopt;
}

const RulingOut* Board::ruling(const ChangeId& change, const Answer& answer) const {
    for (const RulingOut& r : rulings) {
        const bool isOfWave = answer.alarms.empty() ? r.alarm.value.empty()
                                                    : std::find(answer.alarms.begin(), answer.alarms.end(), r.alarm) !=
                                                          answer.alarms.end();
        if (r.change == change && isOfWave)
            return &r;
    }
    return nullptr;
}

} // namespace foreshock
