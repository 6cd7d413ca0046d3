// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/climb.h"
#include "model/analysis/scene.h"

namespace foreshock {

/// Calls that a service receives per call that its callers receive: it stays as it was whatever traffic does, unless
/// somebody begins to call more often.
struct FanOut {
    double rise = 0; ///< of the ratio around the onset against before, 0: none or not to be told
    Climb climb;     ///< which of the callers' (or its own) changes began it
    static double weightOfRise(double rise); ///< 0 to 1, 1 from a rise of 50 % on
    double weight() const { return weightOfRise(rise); }
    /// The change's part in it, 0 to 1: all of the weight if it began the rise alone.
    double weightOf(int change) const;
};

/// The service's traffic over the sum of its callers' traffic, up to 25 min after the onset, each failed call counted
/// as asked twice (so that retries are not taken for the cause of what they answer). Nothing where the service or all
/// its callers lack a traffic series. Assumes that the mix of callers stays about the same.
FanOut fanOutOf(const Scene& scene, int service, Minute onset);

} // namespace foreshock
