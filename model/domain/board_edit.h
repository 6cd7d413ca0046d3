// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/board.h"

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace foreshock {

/// Rules a suspect out, or takes that back.
struct RuleOut {
    RulingOut ruling;  ///< its time is that of the edit
    std::string title; ///< of the suspect, for people
};
struct Restore {
    ChangeId change;
    std::vector<AlarmId> alarms; ///< of the wave
    std::string title;
};
/// A new hypothesis with evidence for and against it; what was pinned already is not pinned again.
struct StartHypothesis {
    BoardHypothesis hypothesis;
    std::vector<std::pair<PinnedEvidence, Stance>> evidence;
};
/// The hypothesis of that id as it is meant to be now.
struct ChangeHypothesis {
    BoardHypothesis hypothesis;
};
struct DropHypothesis {
    std::int64_t id = 0;
    std::string statement;
};
/// Keeps a piece of evidence; with a hypothesis it is put to it, too.
struct PinEvidence {
    PinnedEvidence evidence;
    std::int64_t hypothesis = 0; ///< 0: none
    Stance stance = Stance::Undecided;
};
struct UnpinEvidence {
    std::int64_t id = 0;
    std::string text;
};
/// Puts pinned evidence to a hypothesis; a null stance takes it away from it.
struct PutToHypothesis {
    std::int64_t hypothesis = 0, evidence = 0;
    std::optional<Stance> stance;
};

/// One edit of the board, to be undone as one.
using BoardEdit = std::variant<RuleOut, Restore, StartHypothesis, ChangeHypothesis, DropHypothesis, PinEvidence,
                               UnpinEvidence, PutToHypothesis>;

/// For the history of edits: "ruling out capacity add".
std::string titleOf(const BoardEdit& edit);

} // namespace foreshock
