// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/scenario/scenario_random.h"
#include "model/scenario/scenario_series.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace foreshock;

TEST_CASE("scenario random: normal quantiles are those of the tables", "[scenario]") {
    CHECK(normalQuantile(0.5) == 0);
    CHECK(normalQuantile(0.8413447460685429) == Approx(1).epsilon(1e-14));
    CHECK(normalQuantile(0.975) == Approx(1.959963984540054).epsilon(1e-14));
    CHECK(normalQuantile(0.025) == Approx(-1.959963984540054).epsilon(1e-14));
    CHECK(normalQuantile(1e-10) == Approx(-6.361340902404056).epsilon(1e-14));
    CHECK(normalQuantile(1e-20) == Approx(-9.262340089798408).epsilon(1e-14));
}

TEST_CASE("scenario random: uniform and normal numbers have their moments, streams are apart", "[scenario]") {
    ScenarioRandom random(7, "a");
    ScenarioRandom other(7, "b");
    double sum = 0;
    double squares = 0;
    double uniform = 0;
    double product = 0;
    constexpr int kDraws = 200'000;
    for (int i = 0; i < kDraws; ++i) {
        const double x = random.normal();
        sum += x;
        squares += x * x;
        product += x * other.normal();
        const double u = random.unit();
        REQUIRE((u >= 0 && u < 1));
        uniform += u;
    }
    CHECK(std::abs(sum / kDraws) < 0.01);
    CHECK(squares / kDraws == Approx(1).epsilon(0.02));
    CHECK(uniform / kDraws == Approx(0.5).epsilon(0.01));
    CHECK(std::abs(product / kDraws) < 0.01);
    CHECK(ScenarioRandom(7, "a").next() == ScenarioRandom(7, "a").next());
    CHECK(ScenarioRandom(7, "a").next() != ScenarioRandom(8, "a").next());
}

TEST_CASE("scenario series: straight lines between points, nothing outside and beside stretches without data",
          "[scenario]") {
    const std::vector<ScenarioPoint> points = {{0.5, 1.0}, {10, 20.0}, {20, std::nullopt},
                                               {30, 5.0},  {30, 7.0},  {40, 7.0}};
    CHECK_FALSE(idealValue(points, -1));
    CHECK(idealValue(points, 0) == 1.0);
    CHECK(idealValue(points, 0.5) == 1.0);
    CHECK(*idealValue(points, 5.25) == Approx(10.5));
    CHECK(idealValue(points, 10) == 20.0);
    CHECK_FALSE(idealValue(points, 10.1));
    CHECK_FALSE(idealValue(points, 20));
    CHECK_FALSE(idealValue(points, 29));
    CHECK(idealValue(points, 30) == 7.0);
    CHECK(idealValue(points, 40) == 7.0);
    CHECK_FALSE(idealValue(points, 40.1));
}
