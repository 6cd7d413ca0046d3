// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/ridge.h"
#include "model/analysis/robust.h"
#include "model/analysis/significance.h"
#include "model/analysis/window_sums.h"
#include "tests/analysis/noise.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

using namespace foreshock;
using namespace foreshock::test;

namespace {

const double kGap = std::nan("");

Values gappy(Noise& noise, int n) {
    Values y(static_cast<std::size_t>(n));
    for (double& v : y)
        v = noise.uniform() < .2 ? kGap : std::round(20 * noise.normal()) / 4;
    return y;
}

/// The slow obvious twins: sort everything.
double slowQuantile(const Values& y, double q) {
    Values v;
    for (const double x : y)
        if (!std::isnan(x))
            v.push_back(x);
    std::sort(v.begin(), v.end());
    const double place = q * static_cast<double>(v.size() - 1);
    const auto low = static_cast<std::size_t>(std::floor(place));
    const auto high = static_cast<std::size_t>(std::ceil(place));
    return v[low] + (v[high] - v[low]) * (place - std::floor(place));
}

} // namespace

TEST_CASE("robust: median, quantile and spread agree with sorting", "[analysis]") {
    Noise noise(1);
    for (int n = 3; n < 60; ++n) {
        const Values y = gappy(noise, n);
        if (countPresent(y) == 0)
            continue;
        CHECK(median(y) == Approx(slowQuantile(y, .5)).margin(1e-12));
        CHECK(quantile(y, .98) == Approx(slowQuantile(y, .98)).margin(1e-12));
        CHECK(quantile(y, 0) == slowQuantile(y, 0));
        Values distance(y);
        for (double& v : distance)
            v = std::abs(v - slowQuantile(y, .5));
        CHECK(spread(y) == Approx(1.4826 * slowQuantile(distance, .5)).margin(1e-12));
    }
    CHECK(std::isnan(median({})));
    CHECK(std::isnan(spread(Values{kGap, kGap})));
}

TEST_CASE("robust: a cut rounds half to even and stays inside", "[analysis]") {
    const Values y{0, 1, 2, 3, 4, 5};
    CHECK(cut(y, .5, 2.5).size() == 2); // [0, 2)
    CHECK(cut(y, 1.5, 3.5).front() == 2);
    CHECK(cut(y, 1.5, 3.5).size() == 2); // [2, 4)
    CHECK(cut(y, -7, 2).size() == 2);
    CHECK(cut(y, 4, 99).size() == 2);
    CHECK(cut(y, 4, 4).empty());
    CHECK(cut(y, 9, 12).empty());
}

TEST_CASE("robust: a line is found through gaps, with a small error", "[analysis]") {
    Values y;
    for (int i = 0; i < 30; ++i)
        y.push_back(i % 7 == 3 ? kGap : 5 + .25 * i);
    CHECK(trendOf(y).perMinute == Approx(.25));
    CHECK(trendOf(y).error < 1e-6);
    CHECK(trendOf(Values(5, 1.0)).error == 1e9);
}

TEST_CASE("significance: tail and bound stay within their ranges and fall with the evidence", "[analysis]") {
    CHECK(studentTail(0) == Approx(1));
    CHECK(studentTail(2.776) == Approx(.05).margin(1e-3)); // table of Student's t, 4 degrees of freedom
    CHECK(studentTail(1e6) == 1e-9);
    CHECK(bayesFactorBound(.5) == 0);
    CHECK(bayesFactorBound(.05) ==
          Approx(std::log(2.4556)).margin(1e-3)); // Sellke, Bayarri and Berger: 2.5 to 1 at most
    CHECK(bayesFactorBound(1e-4) > bayesFactorBound(1e-3));
}

TEST_CASE("window sums: means and slopes agree with the long way", "[analysis]") {
    Noise noise(2);
    const Values y = gappy(noise, 200);
    const WindowSums sums(y);
    for (int from = 0; from < 180; from += 7) {
        const View w = cut(y, from, from + 20);
        CHECK(sums.mean(from, from + 20, 1) == Approx(mean(w)));
        CHECK(sums.slope(from, from + 20, 6) == Approx(trendOf(w).perMinute).margin(1e-9));
    }
    CHECK(std::isnan(sums.mean(0, 5, 6)));
}

TEST_CASE("ridge: the solution solves the equations", "[analysis]") {
    Noise noise(3);
    for (std::size_t n = 1; n <= 20; ++n) {
        Values rows(n * n);
        for (double& v : rows)
            v = noise.normal();
        Values a(n * n, 0.0); // rows'·rows + I
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j < n; ++j) {
                a[i * n + j] = i == j;
                for (std::size_t k = 0; k < n; ++k)
                    a[i * n + j] += rows[k * n + i] * rows[k * n + j];
            }
        Values b(n);
        for (double& v : b)
            v = noise.normal();
        const Values x = solveSymmetric(a, b);
        for (std::size_t i = 0; i < n; ++i) {
            double sum = 0;
            for (std::size_t k = 0; k < n; ++k)
                sum += a[i * n + k] * x[k];
            CHECK(sum == Approx(b[i]).margin(1e-9));
        }
    }
}
