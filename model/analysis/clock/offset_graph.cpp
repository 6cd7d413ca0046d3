// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/clock/offset_graph.h"

#include <cmath>
#include <cstddef>
#include <utility>

namespace foreshock {
namespace {

constexpr double kRidge = 1e-3; ///< keeps what nothing ties at 0
constexpr int kRounds = 4;

/// Solves a symmetric positive definite system by Cholesky's method; both are used up.
std::vector<double> solve(std::vector<std::vector<double>>& m, std::vector<double>& r) {
    const std::size_t n = r.size();
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            double sum = m[i][j];
            for (std::size_t k = 0; k < j; ++k)
                sum -= m[i][k] * m[j][k];
            m[i][j] = i == j ? std::sqrt(sum) : sum / m[j][j];
        }
        for (std::size_t k = 0; k < i; ++k)
            r[i] -= m[i][k] * r[k];
        r[i] /= m[i][i];
    }
    for (std::size_t i = n; i-- > 0;) {
        for (std::size_t k = i + 1; k < n; ++k)
            r[i] -= m[k][i] * r[k];
        r[i] /= m[i][i];
    }
    return std::move(r);
}

} // namespace

std::vector<double> solveOffsets(int nodes, const std::vector<OffsetPair>& pairs, double scale) {
    const auto n = static_cast<std::size_t>(nodes);
    std::vector<double> offsets(n, 0.0), weights;
    for (const OffsetPair& p : pairs)
        weights.push_back(p.weight);
    for (int round = 0; round < kRounds && n > 0; ++round) {
        std::vector<std::vector<double>> m(n, std::vector<double>(n, 0.0));
        std::vector<double> r(n, 0.0);
        for (std::size_t i = 0; i < n; ++i)
            m[i][i] = kRidge;
        for (std::size_t k = 0; k < pairs.size(); ++k) {
            const auto a = static_cast<std::size_t>(pairs[k].a);
            const auto b = static_cast<std::size_t>(pairs[k].b);
            m[a][a] += weights[k];
            m[b][b] += weights[k];
            m[a][b] -= weights[k];
            m[b][a] -= weights[k];
            r[b] += weights[k] * pairs[k].lag;
            r[a] -= weights[k] * pairs[k].lag;
        }
        offsets = solve(m, r);
        for (std::size_t k = 0; k < pairs.size(); ++k) {
            const double miss = offsets[static_cast<std::size_t>(pairs[k].b)] -
                                offsets[static_cast<std::size_t>(pairs[k].a)] - pairs[k].lag;
            weights[k] = pairs[k].weight / (1 + (miss / scale) * (miss / scale));
        }
    }
    double sum = 0;
    for (const double o : offsets)
        sum += o;
    for (double& o : offsets)
        o -= sum / static_cast<double>(n);
    return offsets;
}

} // namespace foreshock
