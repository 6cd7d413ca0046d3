// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/explain.h"

namespace foreshock {

/// "2 other suspects do too: does not decide", or `nobody` if there are none.
std::string sharedText(int others, std::string_view nobody);

/// The rows of one suspect under construction. One function a term of the score (story.h, ranking.h); each adds none,
/// one or several rows.
class ExplainTerms {
public:
    ExplainTerms(const ExplainContext& context, const RankedChange& suspect);

    void environment(); ///< made elsewhere: over what it can reach this
    void plan();        ///< planned against actual
    void veto();        ///< began after the first alarm, or the symptom is older
    void precedes();    ///< lag to the first alarm and to the symptom
    void ceiling();     ///< plateau (inferred), and the change's dose of it
    void calls();       ///< it made its service call another more often
    void shift();       ///< own series moved, or none did
    void neighbour();   ///< series of the service that broke moved with it, or its calls did not grow
    void profile();     ///< the movement has the shape of the run
    void origin();      ///< how sure it is where it broke
    void path();        ///< from the changed service to the one that broke
    void reach();       ///< alarms reached, shared, and not explained
    void earlierRuns(); ///< fine before; runs all the time
    void notTested();   ///< series without samples, missing kinds of series

    std::vector<Evidence> take() { return std::move(m_rows); }

private:
    Evidence& add(EvidenceKind kind, EvidenceState state, double weight, std::string text);
    void refer(Evidence& row, int series, Minute from, Minute to, Minute at) const;

    const ExplainContext& m;
    const Scene& m_scene;
    const Wording& m_words;
    const RankedChange& m_suspect;
    const GridChange& m_change;
    const Story* m_story;
    std::vector<Evidence> m_rows;
};

} // namespace foreshock
