// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/verdict.h"

#include "model/analysis/rank_constants.h"

namespace foreshock {

Verdict verdictOf(double top, const NonAnswers& non, bool isSymptomSeen, bool hasSeries) {
    using namespace rank_constants;
    if (top >= kNameAt && isSymptomSeen)
        return Verdict::Named;
    const double noChange = non.load + non.other;
    const double strongest = noChange >= non.unrecorded ? noChange : non.unrecorded;
    if (hasSeries && strongest >= .5 && strongest > top)
        return noChange >= non.unrecorded ? Verdict::NotAChange : Verdict::UnrecordedChange;
    return top >= kRankAt && top > non.cannotTell ? Verdict::Ranked : Verdict::CannotTell;
}

} // namespace foreshock
