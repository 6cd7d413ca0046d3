// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/causes/earlier_trouble.h"

#include "model/analysis/causes/cause_constants.h"

#include <algorithm>
#include <cmath>

namespace foreshock {
namespace {

using namespace cause_constants;

/// The windows' unit: a sample, at least a minute.
double usualStep(const std::vector<JudgedSeries>& judged) {
    Values steps;
    for (const JudgedSeries& j : judged)
        if (!std::isnan(j.step))
            steps.push_back(j.step);
    return steps.empty() ? 1 : std::max(median(steps), 1.0);
}

} // namespace

std::optional<EarlierTrouble> recedingTrouble(const CauseCase& incident, SampleSource& samples,
                                              const std::vector<JudgedSeries>& judged, const EvidenceRanking& now,
                                              std::stop_token stop) {
    if (now.services.empty())
        return std::nullopt;
    const EvidenceScore& first = now.services.front();
    const double step = usualStep(judged);
    CauseCase before = incident;
    before.at = atEpochMinute(incident.alarm() - 2 * kBefore * step);
    before.range.to = std::min(incident.range.to, atEpochMinute(incident.alarm() - kBefore * step));
    const auto judgedBefore = judgeSeries(before, samples, stop);
    if (!judgedBefore)
        return std::nullopt;
    const EvidenceRanking ranking = rankByEvidence(before, *judgedBefore, serviceEvidence(before, *judgedBefore, {}));
    for (const EvidenceScore& then : ranking.services)
        if (then.service == first.service && then.score >= ranking.needed && then.score >= kReceding * first.score)
            return EarlierTrouble{first.service, then.score, before.alarm() - kBefore * step,
                                  incident.alarm() - kBefore * step};
    return std::nullopt;
}

} // namespace foreshock
