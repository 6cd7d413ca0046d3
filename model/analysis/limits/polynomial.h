// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <span>

namespace foreshock {

/// A least-squares polynomial of degree 0 to 2 over polynomials that are orthogonal on the given x (Forsythe 1957), so
/// that nothing has to be solved and large, close x (5,280, 5,320…) lose no digits. Linear in the points.
class Polynomial {
public:
    /// Degrees that the points can't tell (fewer distinct x) are left out.
    static Polynomial fit(std::span<const double> x, std::span<const double> y, int degree);

    double at(double x) const;
    double slopeAt(double x) const;
    int degree() const { return m_degree; }

private:
    std::array<double, 3> values(double x) const;

    int m_degree = 0;
    double m_scale = 1;        ///< x is counted in it, from m_a1
    double m_a1 = 0;           ///< mean of x
    double m_a2 = 0, m_b2 = 0; ///< p2 = (u − a2)·u − b2
    std::array<double, 3> m_c{};
};

} // namespace foreshock
