// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/rank_scope.h"
#include "model/base/zone.h"
#include "model/domain/answer.h"

#include <optional>
#include <vector>

namespace foreshock {

/// The waves of alarms before a ranked one, to tell what was done against them: a mitigation can't be the trigger of
/// the wave that it answers, but may be that of a later one. A response falls between a wave's first alarm and its end:
/// an alarm lasts to its own end, at most a day, or 300 min where that is later or not known. Waves of another
/// environment are none.
class Responses {
public:
    /// Waves of the ranked group's scene, and of the bunch before it.
    Responses(const Incident& incident, SampleSource& samples, const RankScope& scope, const Scene& scene,
              const AlarmGroup& ranked);

    /// To the latest of the waves that had begun and was not over. Null: to none.
    std::optional<WaveResponse> of(const Change& change) const;

private:
    void add(const Scene& scene, const AlarmGroup& group);

    struct Earlier {
        Instant first;
        Instant until;
    };
    std::vector<Earlier> m_waves;
};

/// "a response to the wave of 23:51 PDT: made 2 h 34 min after its first alarm"; "perhaps a response…" where it is not
/// sure.
Evidence responseEvidence(const WaveResponse& response, const Change& change, Instant firstAlarm, const Zone& zone);

} // namespace foreshock
