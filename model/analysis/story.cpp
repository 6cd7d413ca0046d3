// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/story.h"

#include "model/analysis/rank_constants.h"

#include <algorithm>
#include <cmath>

namespace foreshock {

using namespace rank_constants;

double Story::profileNats() const {
    if (!profile)
        return 0;
    return std::clamp(profile->logLikelihood - kProfileShare * profile->usual, kProfileLeast,
                      profile->isSymptom ? kProfileMostSymptom : kProfileMost);
}

double Story::effectNats() const {
    if (!isTested)
        return 0;
    const double x = std::exp(effectBound);
    const bool asHarm = isHarmful || effectBound <= 0;
    const double culprit = asHarm ? kHarmCulprit : kMoveCulprit;
    const double decoy = asHarm ? kHarmDecoy : kMoveDecoy;
    return std::log(culprit * x + 1 - culprit) - std::log(decoy * x + 1 - decoy);
}

double Story::timingOdds() const {
    return (1 - kWaitShare) * fast * std::exp(profileNats()) + kWaitShare * slow;
}

double Story::reach() const {
    double k = path.weight * (isCalm ? kCalm : 1);
    if (hasTouched)
        k += (1 - k) * kTouched;
    return k + (1 - k) * callsShare;
}

double Story::score() const {
    const double limit = kLimitPrior + (kLimitPriorCeiling - kLimitPrior) * ceiling;
    const double odds =
        (1 - limit) * timingOdds() + limit * (.05 * slow + kCeilingOdds * doseShare) + kCallsOdds * callsShare;
    return std::log(originP * reach() + 1e-9) + std::log(groupWeight * odds + 1e-4) + effectNats();
}

} // namespace foreshock
