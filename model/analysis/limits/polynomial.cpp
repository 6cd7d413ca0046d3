// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/limits/polynomial.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace foreshock {

std::array<double, 3> Polynomial::values(double x) const {
    const double u = (x - m_a1) / m_scale;
    return {1, u, (u - m_a2) * u - m_b2};
}

Polynomial Polynomial::fit(std::span<const double> x, std::span<const double> y, int degree) {
    Polynomial out;
    const std::size_t n = x.size();
    if (n == 0)
        return out;
    for (const double v : x)
        out.m_a1 += v / static_cast<double>(n);
    double widest = 0;
    for (const double v : x)
        widest = std::max(widest, std::abs(v - out.m_a1));
    const bool isFlat = !(widest > 1e-12 * std::max(1.0, std::abs(out.m_a1)));
    out.m_scale = isFlat ? 1 : widest;
    double uu = 0;
    double uuu = 0;
    for (const double v : x) {
        const double u = (v - out.m_a1) / out.m_scale;
        uu += u * u;
        uuu += u * u * u;
    }
    out.m_a2 = uu > 0 ? uuu / uu : 0;
    out.m_b2 = uu / static_cast<double>(n);
    for (int k = 0; k <= std::min(degree, 2); ++k) {
        double over = 0;
        double under = 0;
        for (std::size_t i = 0; i < n; ++i) {
            const double p = out.values(x[i])[static_cast<std::size_t>(k)];
            over += p * y[i];
            under += p * p;
        }
        if (k > 0 && (isFlat || !(under > 1e-9)))
            break;
        out.m_c[static_cast<std::size_t>(k)] = over / under;
        out.m_degree = k;
    }
    return out;
}

double Polynomial::at(double x) const {
    const auto p = values(x);
    return m_c[0] * p[0] + m_c[1] * p[1] + m_c[2] * p[2];
}

double Polynomial::slopeAt(double x) const {
    const double u = (x - m_a1) / m_scale;
    return (m_c[1] + m_c[2] * (2 * u - m_a2)) / m_scale;
}

} // namespace foreshock
