// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/climb.h"
#include "tests/analysis/noise.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <functional>

using namespace foreshock;
using namespace foreshock::test;

namespace {

constexpr int kOwn = 0;
constexpr int kOther = 1;

Values made(int n, std::uint64_t seed, double noise, const std::function<double(int)>& level) {
    Noise random(seed);
    Values y(static_cast<std::size_t>(n));
    for (int i = 0; i < n; ++i)
        y[i] = random.uniform() < .03 ? std::nan("") : level(i) + noise * random.normal();
    return y;
}

/// 100, climbing by 12 an hour from minute 250 on.
double leak(int i) {
    return 100 + .2 * std::max(0, i - 250);
}

ClimbCandidate own(int change, Minute start, Minute end) {
    return {change, kOwn, start, end, 1, true};
}

} // namespace

TEST_CASE("climb: a leak is the change's at whose start it began, not that of one an hour off", "[analysis]") {
    for (const std::uint64_t seed : {1U, 2U, 3U, 4U, 5U}) {
        const Values y = made(420, seed, 1, leak);
        const std::vector<ClimbCandidate> candidates = {own(7, 250, 255), own(8, 190, 200), own(9, 320, 325)};
        const Climb climb = climbOf(y, {}, candidates, {0, 400}, ClimbShape::RampAndSlope);
        CHECK(climb.shareOf(7) > .8);
        CHECK(climb.shareOf(8) < .1);
        CHECK(climb.shareOf(9) < .1);
    }
}

TEST_CASE("climb: two changes of a service a few minutes apart share it; one that began at no change is nobody's",
          "[analysis]") {
    const Values y = made(420, 6, 1, leak);
    const std::vector<ClimbCandidate> pair = {own(1, 250, 253), own(2, 253, 256)};
    const Climb shared = climbOf(y, {}, pair, {0, 400}, ClimbShape::RampAndSlope);
    CHECK(shared.shareOf(1) > .2);
    CHECK(shared.shareOf(2) > .2);
    CHECK(shared.shareOf(1) + shared.shareOf(2) > .9);
    CHECK(shared.shareOf(1) + shared.shareOf(2) < 1.01);

    const std::vector<ClimbCandidate> off = {own(1, 120, 130), own(2, 350, 355)};
    const Climb nobodys = climbOf(y, {}, off, {0, 400}, ClimbShape::RampAndSlope);
    CHECK(nobodys.shareOf(1) + nobodys.shareOf(2) < .2);
}

TEST_CASE("climb: any number of changes elsewhere takes nothing from the one that began it", "[analysis]") {
    const Values y = made(420, 7, 1, leak);
    std::vector<ClimbCandidate> candidates = {own(0, 250, 255)};
    const double alone = climbOf(y, {}, candidates, {0, 400}, ClimbShape::RampAndSlope).shareOf(0);
    for (int k = 1; k < 200; ++k)
        candidates.push_back({k, kOther, 20.0 + 1.8 * k, 25.0 + 1.8 * k, .3, false});
    const Climb busy = climbOf(y, {}, candidates, {0, 400}, ClimbShape::RampAndSlope);
    CHECK(busy.shareOf(0) == Approx(alone).margin(.02));
}

TEST_CASE("climb: what follows its load by itself is nobody's climb", "[analysis]") {
    const Values load = made(420, 8, 2, [](int i) { return 200 + .5 * std::max(0, i - 250); });
    Values y(load);
    Noise random(9);
    for (double& v : y)
        v = .3 * v + .3 * random.normal();
    const std::vector<ClimbCandidate> candidates = {own(1, 250, 255)};
    CHECK(climbOf(y, load, candidates, {0, 400}, ClimbShape::RampAndSlope).shareOf(1) < .2);
    CHECK(climbOf(y, {}, candidates, {0, 400}, ClimbShape::RampAndSlope).shareOf(1) > .5);
}

TEST_CASE("climb: calm, short, empty and constant series claim nothing", "[analysis]") {
    const std::vector<ClimbCandidate> candidates = {own(1, 250, 255)};
    CHECK(climbOf({}, {}, candidates, {0, 400}, ClimbShape::Ramp).parts.empty());
    CHECK(climbOf(Values(420, std::nan("")), {}, candidates, {0, 400}, ClimbShape::RampAndSlope).parts.empty());
    CHECK(climbOf(Values(30, 1.0), {}, candidates, {0, 29}, ClimbShape::RampAndSlope).parts.empty());
    CHECK(climbOf(Values(420, 5.0), {}, candidates, {0, 400}, ClimbShape::RampAndSlope).parts.empty());
    const Values calm = made(420, 10, 1, [](int) { return 50; });
    CHECK(climbOf(calm, {}, candidates, {0, 400}, ClimbShape::RampAndSlope).shareOf(1) < .2);
    CHECK(climbOf(made(420, 11, 1, leak), {}, {}, {0, 400}, ClimbShape::RampAndSlope).parts.empty());
}

TEST_CASE("climb: a clean step is the change's that stepped it", "[analysis]") {
    Values y(140, 1.0);
    std::fill(y.begin() + 70, y.end(), 2.0);
    const std::vector<ClimbCandidate> candidates = {own(1, 68, 70)};
    CHECK(climbOf(y, {}, candidates, {0, 139}, ClimbShape::Ramp).shareOf(1) > .5);
}

TEST_CASE("climb: a value held for a quarter of an hour or an hour shows a step late, not another change's",
          "[analysis]") {
    for (const int step : {15, 60}) {
        INFO(step);
        Noise random(12);
        const int n = 60 * step;
        const int start = 40 * step + 2; // just after a sample: seen with the next
        Values y;
        for (int i = 0; i < n; ++i)
            y.push_back(i % step == 0 ? 100 + (i >= start ? 40 : 0) + random.normal() : y.back());
        const std::vector<ClimbCandidate> candidates = {own(1, start, start + 1),
                                                        own(2, start - 3.0 * step, start - 2.9 * step)};
        const Climb climb = climbOf(y, {}, candidates, {0, n - 1.0}, ClimbShape::RampAndSlope);
        CHECK(climb.shareOf(1) > .5);
        CHECK(climb.shareOf(2) < .1);
    }
}

TEST_CASE("climb: in fifteen days runs within one bin share a step, and others take nothing from it", "[analysis]") {
    const Values y = made(21'600, 13, 1, [](int i) { return 100 + 4 * std::clamp(i - 19'990, 0, 10); });
    for (const Minute off : {-98.0, 92.0}) { // a bin is 140 min
        const std::vector<ClimbCandidate> candidates = {own(1, 19'990, 20'000), own(2, 19'990 + off, 20'000 + off)};
        const Climb climb = climbOf(y, {}, candidates, {0, 21'000}, ClimbShape::RampAndSlope);
        CHECK(climb.shareOf(1) > .2);
        CHECK(climb.shareOf(2) < climb.shareOf(1) + .1);
    }
    for (const Minute off : {-600.0, -300.0, 300.0}) {
        const std::vector<ClimbCandidate> candidates = {own(1, 19'990, 20'000), own(2, 19'990 + off, 20'000 + off)};
        const Climb climb = climbOf(y, {}, candidates, {0, 21'000}, ClimbShape::RampAndSlope);
        CHECK(climb.shareOf(1) > .4);
        CHECK(climb.shareOf(2) < .1);
    }
}
