// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/judged_answer.h"

#include <algorithm>

namespace foreshock {
namespace {

constexpr double kPlausible = .1; ///< as the ranking itself says it

Verdict verdictOf(const Answer& a, double top) {
    const NonAnswers& non = a.nonAnswers;
    const double noChange = non.load + non.other;
    const double strongest = std::max(noChange, non.unrecorded);
    if (a.coverage.series > 0 && strongest >= .5 && strongest > top)
        return noChange >= non.unrecorded ? Verdict::NotAChange : Verdict::UnrecordedChange;
    return top >= kPlausible && top > non.cannotTell ? Verdict::Ranked : Verdict::CannotTell;
}

} // namespace

Answer judged(const Answer& answer, const Board& board) {
    Answer out = answer;
    double taken = 0;
    bool isStrongLeft = false;
    int ruledOut = 0;
    for (Suspect& s : out.suspects) {
        if (!board.ruling(s.change, answer)) {
            isStrongLeft = isStrongLeft || s.strength == Strength::Strong;
            continue;
        }
        ++ruledOut;
        taken += s.probability;
        s.probability = 0;
        s.strength = Strength::Weak;
    }
    if (ruledOut == 0)
        return out;
    const double left = 1 - taken;
    NonAnswers& non = out.nonAnswers;
    if (left > 1e-9) {
        for (double* p : {&non.load, &non.other, &non.unrecorded, &non.cannotTell, &out.noneProbability})
            *p = std::min(1.0, *p / left);
        for (Suspect& s : out.suspects)
            s.probability = std::min(1.0, s.probability / left);
    } else {
        non = {0, 0, 0, 1};
        out.noneProbability = 1;
    }
    double top = 0;
    for (Suspect& s : out.suspects) {
        top = std::max(top, s.probability);
        if (s.strength != Strength::Strong && s.probability >= kPlausible)
            s.strength = Strength::Plausible;
    }
    out.verdict = isStrongLeft ? Verdict::Named : verdictOf(out, top);
    return out;
}

std::shared_ptr<const Answer> judged(std::shared_ptr<const Answer> answer, const Board& board) {
    const bool isAny = !board.rulings.empty() &&
                       std::any_of(answer->suspects.begin(), answer->suspects.end(),
                                   [&](const Suspect& s) { return board.ruling(s.change, *answer) != nullptr; });
    return isAny ? std::make_shared<const Answer>(judged(*answer, board)) : std::move(answer);
}

std::vector<int> placesOf(const Answer& answer, const Board& board) {
    std::vector<int> out;
    int place = 0;
    for (const Suspect& s : answer.suspects)
        out.push_back(board.ruling(s.change, answer) ? 0 : ++place);
    return out;
}

} // namespace foreshock
