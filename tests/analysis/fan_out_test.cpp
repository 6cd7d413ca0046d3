// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/fan_out.h"
#include "tests/analysis/noise.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <string>

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
    int step = 1;             ///< minutes between samples, each held until the next
    int silentFrom = 1 << 20; ///< web's requests are missing from then on
    const char* unit = "%";   ///< of the failed calls
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
        const double s =
            (w * (1 + shop.extra * run) + j) * (1 + shop.retried * failed) * std::exp(.02 * random.normal());
        const bool isCount = std::string(shop.unit) == "count";
        const bool isNew = i % shop.step == 0;
        web.push_back(i >= shop.silentFrom ? std::nan("") : isNew ? w : web.back());
        jobs.push_back(isNew ? j : jobs.back());
        errors.push_back(isCount ? s * failed : 100 * failed);
        store.push_back(isNew ? s : store.back());
    }
    if (shop.hasCallers) {
        g.series.push_back({0, "requests", "1/min", jobs});
        g.series.push_back({2, "requests", "1/min", web});
    }
    g.series.push_back({1, "errors", shop.unit, errors});
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

TEST_CASE("fan-out: samples of every five or fifteen minutes tell it too", "[analysis]") {
    CHECK(fanOut(gridOf({.extra = 2, .step = 5})).weightOf(1) > .3);
    CHECK(fanOut(gridOf({.extra = 2, .step = 5})).weightOf(0) < .2);
    CHECK(fanOut(gridOf({.surge = 1.5, .step = 5})).weightOf(1) < .1);
}

TEST_CASE("fan-out: a caller whose requests are not recorded any more did not call less", "[analysis]") {
    for (const int from : {300, 405})
        CHECK(fanOut(gridOf({.surge = 2, .silentFrom = from})).weightOf(1) < .1);
}

TEST_CASE("fan-out: failed calls may be told in percent or as a count", "[analysis]") {
    const Shop shop{.extra = 2, .failing = .4, .retried = .5};
    const double rise = fanOut(gridOf(shop)).rise;
    for (const char* unit : {"percent", "count"}) {
        Shop same = shop;
        same.unit = unit;
        CHECK(fanOut(gridOf(same)).rise == Approx(rise).epsilon(.05));
    }
}
