// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/incident_grid.h"

#include <array>

namespace foreshock {

/// How well a change's own run matches the way a series moved around an onset, against runs at random times: a
/// likelihood over shapes fitted by least squares to the 60 min before and 30 min after. The shape is a ramp along the
/// run, or a pulse that ends with it (a link taken out for a minute), whichever the series fits better at any time.
///
/// Cost: 2 × 270 shapes of ≤ 90 samples once, up to 156 for each change asked about. Assumes that autocorrelation
/// leaves a quarter of the samples independent, and that no ramp fits better than 1 % of the total sum of squares.
class RampProfile {
public:
    RampProfile(View y, Minute onset);

    bool isKnown() const { return !m_values.empty(); }
    /// Log likelihood that the best random run gains over "did not move": under 3 nothing is worth comparing.
    double gain() const { return m_gain; }
    /// Mean log likelihood over random runs.
    double usual() const { return m_usual; }
    /// Best of the run, its first half, its first minute and (dearer) what it started and went on longer, shifted by up
    /// to ±6 min; 0 is the best there can be.
    double logLikelihood(Minute start, Minute end) const;

private:
    enum class Shape { Ramp, Pulse };
    static constexpr int kStarts = 30; ///< every 2 min from 45 before to 15 after the onset
    static constexpr std::array<double, 9> kLengths = {1, 3, 6, 10, 15, 20, 30, 45, 60};
    using Grid = std::array<std::array<double, kLengths.size()>, kStarts>;

    Grid residuals(Minute onset, Shape shape) const;
    double residual(Minute from, Minute to, Shape shape) const;
    double inNats(double residual) const;

    Shape m_shape = Shape::Ramp;
    Values m_minutes;
    Values m_values; ///< centred
    double m_total = 0;
    double m_least = 0; ///< residual of the best run
    double m_gain = 0;
    double m_usual = 0;
};

} // namespace foreshock
