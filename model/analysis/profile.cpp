// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/profile.h"

#include "model/analysis/rank_constants.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace foreshock {
namespace {

constexpr int kShift = static_cast<int>(2 * rank_constants::kSkew);

double dot(const Values& a, const Values& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += a[i] * b[i];
    return sum;
}

/// A pulse must leave clearly less than a ramp does: most of what breaks stays broken.
constexpr double kClearly = .8;

constexpr Minute kAround = 5;
constexpr double kFloor = .01; ///< of the total sum of squares: no run fits better

template<typename Grid>
double leastOf(const Grid& grid) {
    double out = std::numeric_limits<double>::infinity();
    for (const auto& row : grid)
        out = std::min(out, *std::min_element(row.begin(), row.end()));
    return out;
}

} // namespace

RampProfile::RampProfile(View y, Minute onset) {
    const int lo = static_cast<int>(std::max(0.0, onset - 60));
    const int hi = static_cast<int>(std::min(static_cast<double>(y.size()), onset + 30));
    for (int k = lo; k < hi; ++k)
        if (!std::isnan(y[k])) {
            m_minutes.push_back(k);
            m_values.push_back(y[k]);
        }
    if (m_values.size() < 30) {
        m_values.clear();
        return;
    }
    const double middle = mean(m_values);
    for (double& v : m_values)
        v -= middle;
    m_total = dot(m_values, m_values);

    Grid grid = residuals(onset, Shape::Ramp);
    double least = leastOf(grid);
    const Grid pulses = residuals(onset, Shape::Pulse);
    if (const double other = leastOf(pulses); std::max(other, kFloor * m_total) < kClearly * least) {
        m_shape = Shape::Pulse;
        grid = pulses;
        least = other;
    }
    m_least = std::max(least, kFloor * m_total);
    // Each start is as good as the best within the clocks' uncertainty.
    constexpr int kReach = static_cast<int>(rank_constants::kSkew);
    double sum = 0;
    for (int i = 0; i < kStarts; ++i)
        for (std::size_t j = 0; j < kLengths.size(); ++j) {
            double best = std::numeric_limits<double>::infinity();
            for (int k = std::max(0, i - kReach); k <= std::min(kStarts - 1, i + kReach); ++k)
                best = std::min(best, grid[k][j]);
            sum += std::exp(inNats(best));
        }
    m_usual = std::log(sum / (kStarts * static_cast<double>(kLengths.size())));
    const double floor = 1e-6 * std::max(m_total, 1e-12);
    m_gain = .5 * static_cast<double>(m_values.size()) / 4 * std::log(std::max(m_total, floor) / m_least);
}

double RampProfile::inNats(double residual) const {
    return -.5 * static_cast<double>(m_values.size()) / 4 * std::log(std::max(residual / m_least, 1.0));
}

RampProfile::Grid RampProfile::residuals(Minute onset, Shape shape) const {
    Grid out{};
    for (int i = 0; i < kStarts; ++i)
        for (std::size_t j = 0; j < kLengths.size(); ++j) {
            const Minute from = onset - 45 + 2 * i;
            out[i][j] = residual(from, from + kLengths[j], shape);
            if (shape == Shape::Pulse) // one that is a minute long falls between two starts
                out[i][j] = std::min(out[i][j], residual(from + 1, from + 1 + kLengths[j], shape));
        }
    return out;
}

double RampProfile::residual(Minute from, Minute to, Shape shape) const {
    const double length = std::max(to - from, 1.0);
    if (shape == Shape::Pulse && (from < m_minutes.front() + kAround || from + length > m_minutes.back() - kAround))
        return std::max(m_total, 1e-18); // without the calm on both sides it is a step
    double sum = 0;
    double squares = 0;
    double product = 0; // the values are centred, so the shape need not be
    for (std::size_t i = 0; i < m_values.size(); ++i) {
        const double since = m_minutes[i] - from;
        const double r = shape == Shape::Ramp           ? std::clamp(since / length, 0.0, 1.0)
                         : since > -1 && since < length ? 1
                                                        : 0; // a minute's mean holds what happened within it
        sum += r;
        squares += r * r;
        product += r * m_values[i];
    }
    const double rr = squares - sum * sum / static_cast<double>(m_values.size());
    const double d = product / std::max(rr, 1e-9);
    return std::max(m_total - d * d * rr, 1e-6 * std::max(m_total, 1e-12));
}

double RampProfile::logLikelihood(Minute start, Minute end) const {
    constexpr double kAtOnce = 1; // nats: the first step of a long run may break all at once, rarer than along it
    constexpr double kOn = 2;     // nats: a short run may start what goes on for longer, rarer still
    double best = -std::numeric_limits<double>::infinity();
    for (int shift = -kShift; shift <= kShift; ++shift) {
        // Two clocks, each off by up to kSkew, are seldom far apart.
        const double apart = std::log(1 - std::abs(shift) / (kShift + 1.0));
        const auto look = [&](double length, double price) {
            best = std::max(best, inNats(residual(start + shift, start + shift + length, m_shape)) + apart - price);
        };
        look(end - start, 0);
        look((end - start) / 2, 0);
        look(1, kAtOnce);
        for (const double length : kLengths)
            if (length > end - start)
                look(length, kOn);
    }
    return best;
}

} // namespace foreshock
