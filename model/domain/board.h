// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/answer.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace foreshock {

enum class HypothesisState { Open, Supported, RuledOut };
/// What a piece of evidence says of a hypothesis.
enum class Stance { Undecided, For, Against };
enum class PinKind { Finding, Record, Range, ChangePoint };

std::string_view nameOf(HypothesisState state); ///< "open", "supported", "ruled_out"
std::string_view nameOf(Stance stance);         ///< "for", "against", "undecided"
std::string_view nameOf(PinKind kind);          ///< "finding", "change_point"…
HypothesisState hypothesisState(std::string_view name);
Stance stanceOf(std::string_view name);
PinKind pinKind(std::string_view name);

/// Something that may explain the incident, in a person's words.
struct BoardHypothesis {
    std::int64_t id = 0; ///< 0: not kept yet
    std::string statement;
    ServiceId service; ///< may be empty
    ChangeId change;   ///< empty: no recorded change
    HypothesisState state = HypothesisState::Open;
    std::string test;    ///< the look that would rule it out, may be empty
    std::string command; ///< of that look, may be empty
    std::optional<Instant> suspectedAt;
    std::optional<Instant> settledAt; ///< null: open
    std::string settledBy;            ///< may be empty
    Instant startedAt = {};           ///< when it was written
    bool operator==(const BoardHypothesis&) const = default;
};

/// Something that was seen, frozen in words, with the way back to it.
struct PinnedEvidence {
    std::int64_t id = 0; ///< 0: not kept yet
    PinKind kind = PinKind::Finding;
    std::string text;
    Instant time;
    std::optional<Instant> until; ///< null: a moment
    ServiceId service;            ///< may be empty
    std::string metric;           ///< the series, with the service; may be empty
    ChangeId change;              ///< the suspect a finding is about; may be empty
    SourceId source;              ///< of a record; 0: none, or it is gone
    std::int64_t seq = -1;        ///< of a record; -1: none
    std::string query;            ///< the log filter it was seen under, may be empty
    bool isGone = false;          ///< its source is no longer here: it is shown as it was

    EvidenceRef ref() const;
    bool operator==(const PinnedEvidence&) const = default;
};

/// A piece of evidence put to a hypothesis.
struct PutEvidence {
    std::int64_t hypothesis = 0, evidence = 0;
    Stance stance = Stance::Undecided;
    bool operator==(const PutEvidence&) const = default;
};

/// A suspect that a person ruled out for a wave of alarms.
struct RulingOut {
    ChangeId change;
    AlarmId alarm; ///< one of the wave; empty: no alarm said when it began
    std::string reason;
    Instant at;
    bool operator==(const RulingOut&) const = default;
};

struct RankedPlace {
    ChangeId change;
    std::string title;
    Strength strength = Strength::Weak;
    double probability = 0;
    bool operator==(const RankedPlace&) const = default;
};

/// A ranking as it once came out, with what it had read.
struct KeptRanking {
    static constexpr std::size_t kPlaces = 5;
    Instant at;
    AlarmId alarm; ///< first of the wave
    Verdict verdict = Verdict::CannotTell;
    int feeds = 0, changes = 0, series = 0, services = 0;
    std::vector<RankedPlace> places; ///< the first five

    static KeptRanking of(const Answer& answer, Instant at);
    /// The same but for when it was made: nothing new to keep.
    bool saysTheSame(const KeptRanking& other) const;
    bool operator==(const KeptRanking&) const = default;
};

/// What people think of an incident and on what grounds, in the order of writing.
struct Board {
    std::vector<BoardHypothesis> hypotheses;
    std::vector<PinnedEvidence> evidence;
    std::vector<PutEvidence> put;
    std::vector<RulingOut> rulings; ///< those that hold
    std::vector<KeptRanking> rankings;

    const BoardHypothesis* hypothesis(std::int64_t id) const;
    const PinnedEvidence* pinned(std::int64_t id) const;
    /// Null: not put to it.
    std::optional<Stance> stance(std::int64_t hypothesis, std::int64_t evidence) const;
    /// Null: the suspect is not ruled out for the wave that the answer is about.
    const RulingOut* ruling(const ChangeId& change, const Answer& answer) const;
};

} // namespace foreshock
