// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/robust.h"

#include <optional>
#include <stop_token>
#include <vector>

namespace foreshock {

/// Costs of pieces [from, to) of a series without gaps: the cheaper of a level and a line, in constant time each.
class PieceCosts {
public:
    explicit PieceCosts(View y);

    int size() const { return static_cast<int>(m_sums.size()) - 1; }
    /// min(RSS of a constant / variance, RSS of a line / variance + ln n).
    double cost(int from, int to, double variance) const;
    double logSize() const { return m_logSize; }

private:
    struct Sums {
        double y = 0, yy = 0, t = 0, tt = 0, ty = 0;
    };
    std::vector<Sums> m_sums;
    double m_logSize = 0;
};

inline constexpr int kShortestPiece = 3;

/// First indices of all pieces but the first of the cheapest partition, each change costing `penalty`.
/// Optimal partitioning (Jackson et al. 2005) with the pruning of PELT (Killick, Fearnhead and Eckley 2012) widened by
/// ln n, because a line may cost that more than the pieces it covers. O(n²) at worst, near O(n) with many changes. Null
/// if stopped.
std::optional<std::vector<int>> cheapestPartition(const PieceCosts& costs, double variance, double penalty,
                                                  std::stop_token stop);

/// What is left of a series when each piece's line (under 3 samples: mean) is taken away.
Values residualsOf(View y, const std::vector<int>& changes);

/// Variance that autocorrelated noise shows in long means: var·(1+ρ)/(1−ρ), ρ = lag-1 autocorrelation within [0, .97].
double longRunVariance(View residuals);

} // namespace foreshock
