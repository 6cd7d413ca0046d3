// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/limits/what_if.h"
#include "tests/analysis/noise.h"

#include <catch2/catch.hpp>

#include <array>
#include <cmath>

using namespace foreshock;
using foreshock::test::Noise;

namespace {

Instant at(double minute) {
    return Instant{} + Duration::ofMinutes(minute);
}

SettledLevel level(double size, double value) {
    return {size, value, 60, {at(0), at(60)}};
}

ResourceLimit limitOf(double value) {
    ResourceLimit out;
    out.value = value;
    return out;
}

/// Normal equations in the open: what any textbook solves.
double slowPolynomial(const std::vector<double>& x, const std::vector<double>& y, int degree, double where) {
    const auto n = static_cast<std::size_t>(degree) + 1;
    const long double middle = x.front();
    std::array<std::array<long double, 4>, 3> m{};
    for (std::size_t i = 0; i < x.size(); ++i)
        for (std::size_t r = 0; r < n; ++r) {
            const auto power = [&](std::size_t k) { return std::pow(static_cast<long double>(x[i]) - middle, k); };
            for (std::size_t c = 0; c < n; ++c)
                m[r][c] += power(r) * power(c);
            m[r][3] += power(r) * static_cast<long double>(y[i]);
        }
    for (std::size_t p = 0; p < n; ++p)
        for (std::size_t r = 0; r < n; ++r)
            if (r != p) {
                const long double factor = m[r][p] / m[p][p];
                for (std::size_t c = 0; c < 4; ++c)
                    m[r][c] -= factor * m[p][c];
            }
    long double out = 0;
    for (std::size_t p = 0; p < n; ++p)
        out += m[p][3] / m[p][p] * std::pow(static_cast<long double>(where) - middle, p);
    return static_cast<double>(out);
}

} // namespace

TEST_CASE("polynomial: as the normal equations say, at any degree", "[analysis][limits]") {
    Noise noise(3);
    for (int round = 0; round < 200; ++round) {
        std::vector<double> x, y;
        const int n = 4 + noise.below(8);
        for (int i = 0; i < n; ++i) {
            x.push_back(5000 + 40 * i + noise.below(30));
            y.push_back(100 * noise.normal() + .3 * x.back());
        }
        for (int degree = 0; degree <= 2; ++degree) {
            const double where = 4900 + noise.below(800);
            CHECK(Polynomial::fit(x, y, degree).at(where) ==
                  Approx(slowPolynomial(x, y, degree, where)).epsilon(1e-7).margin(1e-5));
        }
    }
}

TEST_CASE("polynomial: no points, one point, equal points", "[analysis][limits]") {
    const std::vector<double> one{3}, same{2, 2, 2}, y{5, 6, 7};
    CHECK(Polynomial::fit({}, {}, 2).at(1) == 0);
    CHECK(Polynomial::fit(one, std::vector<double>{5}, 2).at(9) == 5);
    CHECK(Polynomial::fit(same, y, 2).at(9) == Approx(6));
    CHECK(Polynomial::fit(same, y, 2).degree() == 0);
}

TEST_CASE("size fit: threads a peer are a line; in total, a parabola; memory, a constant", "[analysis][limits]") {
    std::vector<SettledLevel> line, parabola, flat;
    Noise noise(1);
    for (const double n : {5280.0, 5320.0, 5370.0, 5400.0, 5400.0}) {
        line.push_back(level(n, 250 + 6 * n + .3 * noise.normal()));
        parabola.push_back(level(n, .5 * n * (n - 1) + 10 * noise.normal()));
        flat.push_back(level(n, 61 + .3 * noise.normal()));
    }
    CHECK(fitToSize(line).form == WhatIf::Fit::Linear);
    CHECK(fitToSize(line).curve.slopeAt(5400) == Approx(6).epsilon(.01));
    CHECK(fitToSize(parabola).form == WhatIf::Fit::Quadratic);
    CHECK(fitToSize(flat).form == WhatIf::Fit::Constant);
    CHECK(fitToSize(line).levels == 4);
    CHECK(fitToSize(line).isChecked);
    CHECK(fitToSize({}).form == WhatIf::Fit::None);
    CHECK(fitToSize({level(5, 1), level(5, 2)}).form == WhatIf::Fit::None);
    const SizeFit two = fitToSize({level(5, 1), level(10, 2)});
    CHECK(two.form == WhatIf::Fit::Linear);
    CHECK_FALSE(two.isChecked);
}

TEST_CASE("size fit: on noise alone a constant is kept nine times in ten", "[analysis][limits]") {
    Noise noise(11);
    int kept = 0;
    for (int round = 0; round < 300; ++round) {
        std::vector<SettledLevel> levels;
        for (int i = 0; i < 8; ++i)
            levels.push_back(level(100 + 10 * i, 50 + noise.normal()));
        kept += fitToSize(levels).form == WhatIf::Fit::Constant;
    }
    CHECK(kept >= 240);
}

TEST_CASE("what if: forty more hosts are over by 122, nineteen fit", "[analysis][limits]") {
    std::vector<SettledLevel> levels;
    for (const auto& [n, v] : {std::pair(5280.0, 31930.0), {5320.0, 32170.0}, {5370.0, 32470.0}, {5400.0, 32650.0}})
        levels.push_back(level(n, v));
    const WhatIf w = whatIf(fitToSize(levels), level(5400, 32650), limitOf(32768), 40);
    CHECK(w.fit == WhatIf::Fit::Linear);
    CHECK(w.predicted == Approx(32890));
    CHECK(w.overBy() == Approx(122));
    CHECK(w.largestSafeAdd == 19);
    CHECK(w.isExtrapolated);
    CHECK_FALSE(w.reserve); // fewer hosts, fewer threads
    CHECK_FALSE(whatIf(fitToSize(levels), level(5400, 32650), limitOf(32768), -100).isExtrapolated);
}

TEST_CASE("what if: the largest safe add is the largest: one more is over", "[analysis][limits]") {
    Noise noise(5);
    for (int round = 0; round < 300; ++round) {
        std::vector<SettledLevel> levels;
        const double slope = 10 * noise.normal();
        const double bend = round % 2 == 0 ? 0 : .01 * noise.normal();
        for (int i = 0; i < 6; ++i) {
            const double n = 100 + 20 * i;
            levels.push_back(level(n, 1000 + slope * n + bend * n * n));
        }
        const SizeFit fit = fitToSize(levels);
        const double limit = levels.back().level + 500 * noise.uniform();
        const WhatIf w = whatIf(fit, levels.back(), limitOf(limit), 1);
        if (w.largestSafeAdd) {
            const double n = static_cast<double>(*w.largestSafeAdd);
            CHECK(whatIf(fit, levels.back(), limitOf(limit), n).overBy() <= 1e-5);
            CHECK(whatIf(fit, levels.back(), limitOf(limit), n + 1).overBy() > -1e-5);
        }
        if (w.reserve && *w.reserve < 199)
            CHECK(whatIf(fit, levels.back(), limitOf(limit), -static_cast<double>(*w.reserve) - 1).overBy() > -1e-5);
    }
}

TEST_CASE("what if: over already, nothing may be added", "[analysis][limits]") {
    const SizeFit fit = fitToSize({level(10, 10), level(20, 20), level(30, 30)});
    CHECK(whatIf(fit, level(30, 30), limitOf(25), 1).largestSafeAdd == 0);
    CHECK(whatIf(SizeFit{}, level(30, 30), limitOf(25), 4).predicted == 30);
}

TEST_CASE("settled levels: only what stood still and below its limit counts", "[analysis][limits]") {
    // 100 hosts for four hours, 120 for four, the last at the limit; then it climbs slowly for four hours.
    std::vector<Sample> size, resource;
    Noise noise(2);
    for (int m = 0; m < 960; ++m) {
        const double n = m < 240 ? 100 : m < 480 ? 120 : 140;
        const double v = m < 240   ? 500
                         : m < 480 ? std::min(600.0, 500 + (m - 240) * 2.0)
                         : m < 720 ? 700
                                   : 400 + .5 * (m - 720);
        size.push_back({at(m), n});
        resource.push_back({at(m), std::min(v + noise.normal(), 700.0)});
    }
    const auto levels = settledLevels(size, resource, 700);
    REQUIRE(levels.size() == 2);
    CHECK(levels[0].size == 100);
    CHECK(levels[0].level == Approx(500).margin(.5));
    CHECK(levels[1].size == 120);
    CHECK(levels[1].level == Approx(600).margin(.5));
    CHECK(settledLevels(size, resource, std::nullopt).size() >= 3);
}

TEST_CASE("settled levels: lone samples of earlier runs count where the size is told beside them",
          "[analysis][limits]") {
    const std::vector<Sample> size{{at(0), 100}, {at(1000), 110}, {at(3000), 120}};
    const std::vector<Sample> resource{{at(5), 500}, {at(1000), 550}, {at(2000), 580}, {at(3020), 600}};
    const auto levels = settledLevels(size, resource, std::nullopt);
    REQUIRE(levels.size() == 2);
    CHECK(levels[0].level == 500);
    CHECK(levels[1].size == 110);
}

TEST_CASE("settled levels: bad input gives none", "[analysis][limits]") {
    const double nan = std::nan("");
    std::vector<Sample> nulls, same;
    for (int m = 0; m < 100; ++m) {
        nulls.push_back({at(m), nan});
        same.push_back({at(7), 5.0});
    }
    CHECK(settledLevels({}, {}, std::nullopt).empty());
    CHECK(settledLevels(nulls, nulls, 5).empty());
    CHECK(settledLevels(same, same, std::nullopt).empty());
    CHECK(settledLevels(std::vector<Sample>{{at(0), 1}}, std::vector<Sample>{{at(0), 2}}, std::nullopt).size() == 1);
}
