// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/headroom.h"
#include "model/analysis/load.h"
#include "model/domain/answer.h"

#include <optional>
#include <stop_token>
#include <vector>

namespace foreshock {

struct RankedChange {
    Hypothesis hypothesis;
    int best = -1;    ///< its strongest story, −1: it has none
    double score = 0; ///< nats
    double p = 0;
    Headroom headroom; ///< of the best story

    const Story* story() const { return best < 0 ? nullptr : &hypothesis.stories[static_cast<std::size_t>(best)]; }
};

/// What the ranking found, in grid terms; rank_changes.h puts it into words.
struct Ranking {
    Verdict verdict = Verdict::CannotTell;
    std::vector<RankedChange> changes; ///< most probable first
    NonAnswers nonAnswers;
    AlarmGroup group;
    int otherGroups = 0;
    int elsewhere = 0; ///< changes of another environment that share nothing with what alarmed
    Minute first = 0;
    Minute onset = 0;
    std::vector<Origin> origins;              ///< most probable first
    std::vector<std::optional<Onset>> onsets; ///< by series
    LoadEvidence load;
    std::optional<UnexplainedStep> step;
    bool hasSeries = false;     ///< some harm series broke
    bool isSymptomSeen = false; ///< the alarmed symptom itself was seen to break
    double seenShare = 0;       ///< of P(origin), seen by a series
};

/// Ranks all changes of a grid against one group of alarms (section by section: alarm_group.h, origin.h, ceiling.h,
/// dose.h, placebo.h, profile.h, story.h, load.h). Suspects and the four non-answers share one softmax. Null if
/// stopped; a ranking without group (verdict CannotTell, no changes) if there is no alarm and no marked start.
std::optional<Ranking> rankGrid(const IncidentGrid& grid, const GroupChoice& choice, std::stop_token stop);
/// The same with roles and map worked out already, and with what another ranking of the same grid has measured.
std::optional<Ranking> rankScene(const Scene& scene, Measurements& measurements, const GroupChoice& choice,
                                 std::stop_token stop);

} // namespace foreshock
