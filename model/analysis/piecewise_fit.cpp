// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/piecewise_fit.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace foreshock {

PieceCosts::PieceCosts(View y)
    : m_sums(y.size() + 1)
    , m_logSize(std::log(static_cast<double>(y.size()))) {
    for (std::size_t i = 0; i < y.size(); ++i) {
        const double t = static_cast<double>(i);
        const Sums& s = m_sums[i];
        m_sums[i + 1] = {s.y + y[i], s.yy + y[i] * y[i], s.t + t, s.tt + t * t, s.ty + t * y[i]};
    }
}

double PieceCosts::cost(int from, int to, double variance) const {
    const Sums& a = m_sums[static_cast<std::size_t>(from)];
    const Sums& b = m_sums[static_cast<std::size_t>(to)];
    const double m = to - from;
    const double y = b.y - a.y;
    const double t = b.t - a.t;
    const double yy = std::max(b.yy - a.yy - y * y / m, 0.0);
    const double tt = b.tt - a.tt - t * t / m;
    const double ty = b.ty - a.ty - t * y / m;
    const double line = std::max(yy - (tt > 1e-9 ? ty * ty / tt : 0.0), 0.0);
    return std::min(yy / variance, line / variance + m_logSize);
}

std::optional<std::vector<int>> cheapestPartition(const PieceCosts& costs, double variance, double penalty,
                                                  std::stop_token stop) {
    const int n = costs.size();
    Values best(static_cast<std::size_t>(n) + 1, std::numeric_limits<double>::infinity());
    std::vector<int> last(best.size(), 0);
    best[0] = -penalty;
    std::vector<int> candidates{0};
    Values here;
    for (int end = kShortestPiece; end <= n; ++end) {
        if (end % 256 == 0 && stop.stop_requested())
            return std::nullopt;
        if (end - kShortestPiece >= kShortestPiece)
            candidates.push_back(end - kShortestPiece);
        here.clear();
        for (const int c : candidates)
            here.push_back(best[c] + costs.cost(c, end, variance));
        const std::size_t chosen = static_cast<std::size_t>(std::min_element(here.begin(), here.end()) - here.begin());
        best[end] = here[chosen] + penalty;
        last[end] = candidates[chosen];
        std::size_t kept = 0;
        for (std::size_t i = 0; i < candidates.size(); ++i)
            if (i == chosen || here[i] - costs.logSize() <= best[end])
                candidates[kept++] = candidates[i];
        candidates.resize(kept);
    }
    std::vector<int> out;
    for (int end = last[n]; end > 0; end = last[end])
        out.push_back(end);
    std::reverse(out.begin(), out.end());
    return out;
}

Values residualsOf(View y, const std::vector<int>& changes) {
    Values out(y.begin(), y.end());
    std::size_t from = 0;
    for (std::size_t k = 0; k <= changes.size(); ++k) {
        const std::size_t to = k < changes.size() ? static_cast<std::size_t>(changes[k]) : y.size();
        const View piece = y.subspan(from, to - from);
        const double middle = mean(piece);
        const double n = static_cast<double>(piece.size());
        double tt = 0;
        double ty = 0;
        for (std::size_t i = 0; i < piece.size(); ++i) {
            const double t = static_cast<double>(i) - (n - 1) / 2;
            tt += t * t;
            ty += t * (piece[i] - middle);
        }
        const double slope = piece.size() < 3 ? 0 : ty / tt;
        for (std::size_t i = 0; i < piece.size(); ++i)
            out[from + i] = piece[i] - middle - slope * (static_cast<double>(i) - (n - 1) / 2);
        from = to;
    }
    return out;
}

double longRunVariance(View residuals) {
    const double middle = mean(residuals);
    double d = 0;
    double lagged = 0;
    for (std::size_t i = 0; i < residuals.size(); ++i) {
        const double r = residuals[i] - middle;
        d += r * r;
        if (i > 0)
            lagged += r * (residuals[i - 1] - middle);
    }
    if (!(d > 0))
        return 0;
    const double rho = std::clamp(lagged / d, 0.0, .97);
    return d / static_cast<double>(residuals.size()) * (1 + rho) / (1 - rho);
}

} // namespace foreshock
