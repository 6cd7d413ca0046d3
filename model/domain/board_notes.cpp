// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/board_notes.h"

#include <algorithm>

namespace foreshock {
namespace {

std::string evidenceWords(const Board& board, const BoardHypothesis& h, Stance stance, const char* lead) {
    std::string out;
    for (const PutEvidence& p : board.put)
        if (const PinnedEvidence* e = p.stance == stance && p.hypothesis == h.id ? board.pinned(p.evidence) : nullptr)
            out += (out.empty() ? lead : "; ") + e->text;
    return out;
}

std::string wordsOf(const Board& board, const BoardHypothesis& h) {
    std::string out = h.statement;
    if (h.state != HypothesisState::Open)
        out += h.state == HypothesisState::Supported ? ". Supported" : ". Ruled out";
    if (h.state != HypothesisState::Open && !h.settledBy.empty())
        out += " by: " + h.settledBy;
    out += evidenceWords(board, h, Stance::For, ". For: ") + evidenceWords(board, h, Stance::Against, ". Against: ");
    if (!h.test.empty())
        out += ". Would rule it out: " + h.test;
    return out;
}

} // namespace

std::vector<Note> notesOf(const Board& board) {
    std::vector<Note> out;
    for (const BoardHypothesis& h : board.hypotheses)
        out.push_back({h.suspectedAt.value_or(h.startedAt), h.service, "hypothesis", wordsOf(board, h), ""});
    for (const RulingOut& r : board.rulings)
        out.push_back({r.at, ServiceId(), "ruled_out", r.change.value + ": " + r.reason, ""});
    for (const PinnedEvidence& e : board.evidence)
        out.push_back({e.time, e.service, "evidence", e.text, ""});
    std::stable_sort(out.begin(), out.end(), [](const Note& a, const Note& b) { return a.time < b.time; });
    return out;
}

} // namespace foreshock
