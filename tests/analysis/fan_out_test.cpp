// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/fan_out.h"
#include "tests/analysis/noise.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

using namespace foreshock;
using namespace foreshock::test;

namespace {

constexpr Minute kOnset = 410;

/// web and jobs call store; web's flag runs from minute 400 to 410, a deploy on jobs 20 min before.
struct Shop {
    double extra = 0;   ///< more calls per request of web, reached along the flag's run
    double failing = 0; ///< share of store's calls from the onset on
    double retried = 0; ///< share of the failed calls that callers try again
    double surge = 0;   ///< more requests at web, reached along the flag's run
    bool hasCallers = true;
};

IncidentGrid gridOf(const Shop& shop) {
    Noise random(3);
    IncidentGrid g;
    g.minutes = 450;
    g.services = {ServiceId("jobs"), ServiceId("store"), ServiceId("web")};
    Values web, jobs, store, errors;
    for (int i = 0; i < g.minutes; ++i) {
        const double run = std::clamp((i - 400) / 10.0, 0.0, 1.0);
        const double failed = i >= kOnset ? shop.failing : 0;
        const double w = 100 * (1 + shop.surge * run) * std::exp(.02 * random.normal());
        const double j = 40 * std::exp(.02 * random.normal());
        web.push_back(w);
        jobs.push_back(j);
        errors.push_back(100 * failed);
        store.push_back((w * (1 + shop.extra * run) + j) * (1 + shop.retried * failed) *
                        std::exp(.02 * random.normal()));
    }
    if (shop.hasCallers) {
        g.series.push_back({0, "requests", "1/min", jobs});
        g.series.push_back({2, "requests", "1/min", web});
    }
    g.series.push_back({1, "errors", "%", errors});
    g.series.push_back({1, "requests", "1/min", store});
    g.edges = {{0, 1, DependencyKind::Hard}, {2, 1, DependencyKind::Hard}};
    g.changes.push_back({ChangeId("deploy"), 0, "deploy", "jobs/deploy", 380, 383});
    g.changes.push_back({ChangeId("flag"), 2, "flag", "web/flag", 400, 410});
    g.sort();
    return g;
}

FanOut fanOut(const IncidentGrid& grid) {
    return fanOutOf(Scene(grid), 1, kOnset);
}

} // namespace

TEST_CASE("fan-out: a caller that calls three times as often is told from its requests", "[analysis]") {
    const IncidentGrid grid = gridOf({.extra = 2, .failing = .4, .retried = .5});
    const FanOut found = fanOut(grid);
    CHECK(found.rise > .3);
    CHECK(grid.changes[1].id.value == "flag");
    CHECK(found.weightOf(1) > .6);
    CHECK(found.weightOf(0) < .1);
}

TEST_CASE("fan-out: neither retries of failed calls nor more customers are somebody's calls", "[analysis]") {
    CHECK(fanOut(gridOf({.failing = .6, .retried = 1})).weightOf(1) < .1);
    CHECK(fanOut(gridOf({.surge = 1.5})).weightOf(1) < .1);
    CHECK(fanOut(gridOf({})).weightOf(1) == 0);
}

TEST_CASE("fan-out: nothing is told without the callers' requests", "[analysis]") {
    const FanOut found = fanOut(gridOf({.extra = 2, .hasCallers = false}));
    CHECK(found.rise == 0);
    CHECK(found.weightOf(1) == 0);
    CHECK(FanOut::weightOfRise(0) == 0);
    CHECK(FanOut::weightOfRise(.5) == Approx(1));
}
