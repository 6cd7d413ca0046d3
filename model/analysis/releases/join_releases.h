// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/releases/release_features.h"
#include "model/analysis/sample_source.h"
#include "model/base/zone.h"
#include "model/domain/answer.h"

#include <vector>

namespace foreshock {

/// A canary or rolling release with what its instances show.
struct RankedRelease {
    Rollout rollout;
    ReleaseFeatures features;
};

/// Releases that started in the four hours before an alarm, name their instances and have series of them; best first.
/// The incident outlives them.
std::vector<RankedRelease> rankReleases(const Incident& incident, SampleSource& samples, Instant alarm);

/// Where releases with series by instance are among the suspects, these decide: new instances beside old ones of the
/// same service in the same minutes are the strongest evidence there is. Their scores are Bayes factors against "none
/// of them" (0.37); other changes and the non-answers share that place as they were ranked. Probabilities, order, verdict,
/// headline and the releases' evidence are written anew; without such releases the answer stays as it is.
void joinReleases(Answer& answer, const Incident& incident, SampleSource& samples, const Zone& zone);

} // namespace foreshock
