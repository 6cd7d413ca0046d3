// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/incident_grid.h"

namespace foreshock {

/// How well a change's own start-to-end ramp matches the way a series moved around an onset, against ramps at random
/// times: a likelihood over ramps fitted by least squares to the 60 min before and 30 min after.
///
/// Cost: 270 ramps of ≤ 90 samples once, 26 for each change asked about. Assumes that autocorrelation leaves a quarter
/// of the samples independent, and that no ramp fits better than 1 % of the total sum of squares.
class RampProfile {
public:
    RampProfile(View y, Minute onset);

    bool isKnown() const { return !m_values.empty(); }
    /// Log likelihood that the best random ramp gains over "did not move": under 3 nothing is worth comparing.
    double gain() const { return m_gain; }
    /// Mean log likelihood over random ramps.
    double usual() const { return m_usual; }
    /// Best of the run or its first half, shifted by up to ±6 min; 0 is the best there can be.
    double logLikelihood(Minute start, Minute end) const;

private:
    double residual(Minute from, Minute to) const;
    double inNats(double residual) const;

    Values m_minutes;
    Values m_values; ///< centred
    double m_total = 0;
    double m_least = 0; ///< residual of the best ramp
    double m_gain = 0;
    double m_usual = 0;
};

} // namespace foreshock
