// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/ceiling.h"
#include "model/analysis/dose.h"
#include "model/analysis/fleet_step.h"
#include "model/analysis/onset.h"
#include "model/analysis/placebo.h"
#include "model/analysis/profile.h"
#include "tests/analysis/noise.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <functional>

using namespace foreshock;
using namespace foreshock::test;

namespace {

Values made(int n, std::uint64_t seed, double noise, const std::function<double(int)>& level) {
    Noise random(seed);
    Values y(static_cast<std::size_t>(n));
    for (int i = 0; i < n; ++i)
        y[i] = random.uniform() < .03 ? std::nan("") : level(i) + noise * random.normal();
    return y;
}

SceneSeries asErrors(const GridSeries& data) {
    SceneSeries s;
    s.data = &data;
    s.role = {Role::Errors, BadDirection::Up, RoleBasis::Name, false};
    s.isHarm = true;
    return s;
}

} // namespace

TEST_CASE("onset: found where the errors rose, however late the alarm", "[analysis]") {
    for (const int late : {0, 5, 20, 45}) {
        const GridSeries data{0, "errors", "%", made(600, 5, .1, [](int i) { return i >= 400 ? 4.0 : .5; })};
        const auto onset = onsetOf(asErrors(data), 400 + late);
        REQUIRE(onset);
        CHECK(std::abs(onset->minute - 400) <= 2);
        CHECK(onset->excess == Approx(3.5).margin(.3));
        CHECK(onset->sign == 1);
    }
    const GridSeries calm{0, "errors", "%", made(600, 6, .1, [](int) { return .5; })};
    CHECK_FALSE(onsetOf(asErrors(calm), 420));
    const GridSeries empty{0, "errors", "%", Values(600, std::nan(""))};
    CHECK_FALSE(onsetOf(asErrors(empty), 420));
}

TEST_CASE("ceiling: a clamped climb is one, an unbounded climb and a calm series are none", "[analysis]") {
    const auto climb = [](int i) { return 3000 + 300 * std::clamp((i - 300) / 100.0, 0.0, 2.0); };
    Values clamped = made(600, 7, 5, climb);
    for (double& v : clamped)
        v = std::min(v, 3250.0);
    const Ceiling found = ceilingBefore(clamped, 450);
    CHECK(found.weight == 1);
    const Plateau plateau = plateauOf(clamped, 1, found.minute, 450);
    CHECK(plateau.level == 3250);
    CHECK(std::abs(plateau.since - 383) <= 10);
    CHECK(ceilingBefore(made(600, 8, 5, climb), 450).weight < 1);
    CHECK(ceilingBefore(made(600, 9, 5, [](int) { return 3000.0; }), 450).weight == 0);
}

TEST_CASE("ceiling: a floor is the mirror of a ceiling", "[analysis]") {
    Values y = made(600, 7, 5, [](int i) { return 1000 - 300 * std::clamp((i - 300) / 100.0, 0.0, 2.0); });
    for (double& v : y)
        v = std::max(v, 750.0);
    CHECK(plateauOf(y, -1, 400, 450).level == 750);
}

TEST_CASE("placebo: a real shift is rare, a random time is not", "[analysis]") {
    const Values y = made(700, 10, 1, [](int i) { return i >= 400 ? 6.0 : 0.0; });
    const auto real = shiftAt(y, 400, 400, 500);
    REQUIRE(real);
    CHECK(real->p < .001);
    CHECK(real->kind == ShiftKind::Level);
    CHECK(real->size == Approx(6).margin(1));
    int rare = 0;
    for (int at = 60; at < 360; at += 10)
        rare += shiftAt(y, at, at, 390)->p < .05;
    CHECK(rare <= 4);
    CHECK_FALSE(shiftAt(y, 5, 5, 500));
    CHECK_FALSE(shiftAt(y, 495, 495, 500));
}

TEST_CASE("dose: two changes that overlap are told apart", "[analysis]") {
    const Values y =
        made(600, 11, 1, [](int i) { return 100 + 50 * std::clamp((i - 300) / 60.0, 0.0, 1.0) + (i >= 380 ? 20 : 0); });
    const std::vector<Run> runs{{0, 300, 360}, {1, 380, 380}, {2, 150, 150}};
    const auto parts = contributions(y, runs, 500);
    REQUIRE(parts.size() == 3);
    CHECK(parts[0].at(499) == Approx(50).margin(6));
    CHECK(parts[1].at(499) == Approx(20).margin(6));
    CHECK(std::abs(parts[2].at(499)) < 6);
    CHECK(contributions(y, {}, 500).empty());
    CHECK(contributions(Values(600, std::nan("")), runs, 500).empty());
}

TEST_CASE("profile: the run that shaped the rise fits better than another time", "[analysis]") {
    const Values y = made(600, 12, .5, [](int i) { return 30 * std::clamp((i - 400) / 20.0, 0.0, 1.0); });
    const RampProfile profile(y, 405);
    REQUIRE(profile.isKnown());
    CHECK(profile.gain() > 3);
    CHECK(profile.logLikelihood(400, 420) > profile.usual());
    CHECK(profile.logLikelihood(370, 372) < profile.usual());
    CHECK_FALSE(RampProfile(Values(600, std::nan("")), 405).isKnown());
}

TEST_CASE("fleet step: the minute at which a stepped series left its level", "[analysis]") {
    const Values y = made(600, 13, 0, [](int i) { return i >= 380 ? 5440.0 : 5400.0; });
    CHECK(std::abs(*firstStep(y, 400) - 380) <= 2);
    CHECK(std::abs(*stepBefore(y, 400) - 380) <= 2);
    CHECK_FALSE(firstStep(Values(600, 5400.0), 400));
    CHECK_FALSE(stepBefore(Values(600, 5400.0), 400));
}
