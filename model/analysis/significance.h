// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace foreshock {

/// Two-sided tail of Student's t with 4 degrees of freedom, in closed form, never under 1e-9: heavy tails, because
/// the noise of operational metrics has them. z ≥ 0.
double studentTail(double z);

/// Natural logarithm of the largest Bayes factor that a p-value can support, 1/(−e·p·ln p) for p < 1/e, else 0
/// (Sellke, Bayarri and Berger 2001, Calibration of p values). p in (0, 1].
double bayesFactorBound(double p);

} // namespace foreshock
