// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <stop_token>
#include <vector>

namespace foreshock {

/// Σ a[i]·b[i + lag] for lag = −most … most, zeros outside: 2·most + 1 sums. By a radix-2 Fourier transform (Cooley and
/// Tukey 1965), n log n; few lags are summed directly. Once stopped they mean nothing.
std::vector<double> crossCorrelation(std::span<const double> a, std::span<const double> b, int most,
                                     const std::stop_token& stop = {});

} // namespace foreshock
