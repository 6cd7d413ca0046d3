// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/chain.h"

#include <algorithm>

namespace foreshock {

static std::optional<Instant> momentOf(const Evidence& e) {
    if (e.ref.at)
        return e.ref.at;
    return e.ref.range ? std::optional(e.ref.range->from) : std::nullopt;
}

Chain Chain::of(const Answer& answer, const Suspect& suspect) {
    constexpr std::size_t kStations = 5;
    Chain chain{{{ChainPoint::Place::Change, suspect.change, {}, suspect.start, {}, suspect.title}}};
    if (suspect.isAfterFirstAlarm)
        return chain;
    // Ceilings before shifts: of two facts about one series the ceiling tells more.
    std::vector<ChainPoint> found;
    for (const EvidenceKind kind : {EvidenceKind::Ceiling, EvidenceKind::Shift, EvidenceKind::LogTemplate})
        for (const Evidence& e : suspect.evidence) {
            const auto at = momentOf(e);
            if (e.kind != kind || e.state == EvidenceState::Against || e.state == EvidenceState::NotTested || !at ||
                e.ref.series.isEmpty() || *at <= suspect.start || answer.firstAlarm + Duration::minutes(15) < *at)
                continue;
            if (std::none_of(found.begin(), found.end(), [&](const ChainPoint& p) { return p.series == e.ref.series; }))
                found.push_back({ChainPoint::Place::Series, {}, e.ref.series, *at, e.ref.level, e.text});
        }
    if (found.size() > kStations - 2)
        found.resize(kStations - 2);
    std::stable_sort(found.begin(), found.end(), [](const ChainPoint& a, const ChainPoint& b) { return a.at < b.at; });
    chain.points.insert(chain.points.end(), found.begin(), found.end());
    // The alarms close the chain unless a series already leads to them.
    if (found.empty() || found.back().at < answer.firstAlarm - Duration::minutes(10))
        chain.points.push_back({ChainPoint::Place::Alarms, {}, {}, answer.firstAlarm, {}, "first alarm"});
    return chain;
}

} // namespace foreshock
