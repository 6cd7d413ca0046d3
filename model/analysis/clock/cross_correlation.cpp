// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/clock/cross_correlation.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <complex>
#include <utility>

namespace foreshock {
namespace {

using Complex = std::complex<double>;
constexpr int kFewLags = 40; ///< of which direct sums are quicker

enum class Direction { Forward, Back };

/// In place; the size is a power of two. Back leaves the factor n in.
void transform(std::vector<Complex>& v, Direction direction, const std::stop_token& stop) {
    if (stop.stop_requested())
        return;
    const std::size_t n = v.size();
    for (std::size_t i = 1, j = 0; i < n; ++i) {
        std::size_t bit = n >> 1;
        for (; j & bit; bit >>= 1)
            j ^= bit;
        j ^= bit;
        if (i < j)
            std::swap(v[i], v[j]);
    }
    std::vector<Complex> roots(n / 2);
    const double sign = direction == Direction::Forward ? -1 : 1;
    for (std::size_t k = 0; k < roots.size(); ++k)
        roots[k] = std::polar(1.0, sign * 2 * 3.14159265358979323846 * static_cast<double>(k) / static_cast<double>(n));
    for (std::size_t length = 2; length <= n && !stop.stop_requested(); length <<= 1) {
        const std::size_t step = n / length;
        for (std::size_t from = 0; from < n; from += length)
            for (std::size_t k = 0; k < length / 2; ++k) {
                const Complex even = v[from + k];
                const Complex odd = v[from + k + length / 2] * roots[k * step];
                v[from + k] = even + odd;
                v[from + k + length / 2] = even - odd;
            }
    }
}

std::vector<double> direct(std::span<const double> a, std::span<const double> b, int most) {
    std::vector<double> out;
    const int n = static_cast<int>(a.size());
    const int m = static_cast<int>(b.size());
    for (int lag = -most; lag <= most; ++lag) {
        double sum = 0;
        for (int i = std::max(0, -lag), end = std::min(n, m - lag); i < end; ++i)
            sum += a[static_cast<std::size_t>(i)] * b[static_cast<std::size_t>(i + lag)];
        out.push_back(sum);
    }
    return out;
}

} // namespace

std::vector<double> crossCorrelation(std::span<const double> a, std::span<const double> b, int most,
                                     const std::stop_token& stop) {
    if (most <= kFewLags || a.size() < 64 || b.size() < 64)
        return direct(a, b, most);
    const std::size_t size = std::bit_ceil(a.size() + b.size() + static_cast<std::size_t>(most));
    std::vector<Complex> x(size), y(size);
    std::copy(a.begin(), a.end(), x.begin());
    std::copy(b.begin(), b.end(), y.begin());
    transform(x, Direction::Forward, stop);
    transform(y, Direction::Forward, stop);
    for (std::size_t i = 0; i < size; ++i)
        y[i] *= std::conj(x[i]);
    transform(y, Direction::Back, stop);
    std::vector<double> out;
    for (int lag = -most; lag <= most; ++lag)
        out.push_back(y[lag >= 0 ? static_cast<std::size_t>(lag) : size - static_cast<std::size_t>(-lag)].real() /
                      static_cast<double>(size));
    return out;
}

} // namespace foreshock
