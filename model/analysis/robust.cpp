// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/robust.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace foreshock {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// Median of values without gaps; reorders them.
double medianInPlace(Values& v) {
    if (v.empty())
        return kNaN;
    const auto middle = v.begin() + static_cast<std::ptrdiff_t>(v.size() / 2);
    std::nth_element(v.begin(), middle, v.end());
    if (v.size() % 2 == 1)
        return *middle;
    return (*std::max_element(v.begin(), middle) + *middle) / 2;
}

} // namespace

View cut(View y, double from, double to) {
    const double size = static_cast<double>(y.size());
    const double a = std::max(0.0, std::nearbyint(from));
    const double b = std::min(size, std::nearbyint(to));
    if (!(b > a))
        return {};
    return y.subspan(static_cast<std::size_t>(a), static_cast<std::size_t>(b - a));
}

Values present(View y) {
    Values out;
    out.reserve(y.size());
    std::copy_if(y.begin(), y.end(), std::back_inserter(out), [](double v) { return !std::isnan(v); });
    return out;
}

std::size_t countPresent(View y) {
    return static_cast<std::size_t>(std::count_if(y.begin(), y.end(), [](double v) { return !std::isnan(v); }));
}

double median(View y) {
    Values v = present(y);
    return medianInPlace(v);
}

double spread(View y) {
    Values v = present(y);
    const double middle = medianInPlace(v);
    for (double& x : v)
        x = std::abs(x - middle);
    return 1.4826 * medianInPlace(v);
}

double quantile(View y, double q) {
    Values v = present(y);
    if (v.empty())
        return kNaN;
    const double place = q * static_cast<double>(v.size() - 1);
    const std::size_t below = static_cast<std::size_t>(place);
    const auto at = v.begin() + static_cast<std::ptrdiff_t>(below);
    std::nth_element(v.begin(), at, v.end());
    const double low = *at;
    if (below + 1 >= v.size())
        return low;
    const double high = *std::min_element(at + 1, v.end());
    const double part = place - static_cast<double>(below);
    return part < .5 ? low + (high - low) * part : high - (high - low) * (1 - part);
}

double mean(View y) {
    double sum = 0;
    std::size_t n = 0;
    for (const double v : y)
        if (!std::isnan(v)) {
            sum += v;
            ++n;
        }
    return n > 0 ? sum / static_cast<double>(n) : kNaN;
}

double deviation(View y) {
    const double middle = mean(y);
    double sum = 0;
    std::size_t n = 0;
    for (const double v : y)
        if (!std::isnan(v)) {
            sum += (v - middle) * (v - middle);
            ++n;
        }
    return n > 0 ? std::sqrt(sum / static_cast<double>(n)) : kNaN;
}

double highest(View y) {
    double out = kNaN;
    for (const double v : y)
        if (!(v <= out) && !std::isnan(v))
            out = v;
    return out;
}

Values steps(View y) {
    Values out;
    if (y.size() < 2)
        return out;
    out.reserve(y.size() - 1);
    for (std::size_t i = 1; i < y.size(); ++i)
        out.push_back(y[i] - y[i - 1]);
    return out;
}

double stepNoise(View y) {
    return spread(steps(y)) / 1.414;
}

Trend trendOf(View y) {
    const std::size_t n = countPresent(y);
    if (n < 6)
        return {};
    double sumX = 0;
    double sumY = 0;
    for (std::size_t i = 0; i < y.size(); ++i)
        if (!std::isnan(y[i])) {
            sumX += static_cast<double>(i);
            sumY += y[i];
        }
    const double size = static_cast<double>(n);
    const double middleX = sumX / size;
    const double middleY = sumY / size;
    double xx = 0;
    double xy = 0;
    for (std::size_t i = 0; i < y.size(); ++i)
        if (!std::isnan(y[i])) {
            const double x = static_cast<double>(i) - middleX;
            xx += x * x;
            xy += x * y[i];
        }
    const double b = xy / xx;
    double rest = 0;
    for (std::size_t i = 0; i < y.size(); ++i)
        if (!std::isnan(y[i])) {
            const double r = y[i] - middleY - b * (static_cast<double>(i) - middleX);
            rest += r * r;
        }
    return {b, std::sqrt(std::max(rest / std::max(size - 2, 1.0), 1e-18) / xx)};
}

Values bridged(View y) {
    Values out(y.begin(), y.end());
    std::size_t next = 0; // first minute that is not bridged yet
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (std::isnan(out[i]))
            continue;
        for (std::size_t k = next; k < i; ++k)
            out[k] = next == 0 ? out[i]
                               : out[next - 1] + (out[i] - out[next - 1]) * static_cast<double>(k - next + 1) /
                                                     static_cast<double>(i - next + 1);
        next = i + 1;
    }
    for (std::size_t k = next; k < out.size(); ++k)
        out[k] = next == 0 ? 0 : out[next - 1];
    return out;
}

} // namespace foreshock
