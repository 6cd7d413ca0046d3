// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/limits/recovery.h"
#include "tests/analysis/noise.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace foreshock;
using foreshock::test::Noise;

namespace {

Instant at(double minute) {
    return Instant{} + Duration::ofMinutes(minute);
}

/// 5,400 hosts between minute 443 (10:07) and 1179 (22:23), one sample in 5 min, until `until`.
std::vector<Sample> restart(double until) {
    std::vector<Sample> out;
    for (double m = 443; m <= until; m += 5)
        out.push_back({at(m), 5400 * (m - 443) / 736});
    return out;
}

} // namespace

TEST_CASE("recovery: 440 hosts an hour since 10:07 are done at 22:23", "[analysis][limits]") {
    for (const double until : {500.0, 700.0, 1000.0}) {
        const auto r = recoveryOf(restart(until), 5400);
        REQUIRE(r);
        CHECK(r->perHour == Approx(440.2).margin(.1));
        REQUIRE(r->eta);
        CHECK(std::abs((*r->eta - at(1179)).inMinutes()) < 1);
        CHECK(r->begun == at(443));
        CHECK_FALSE(r->isSawtooth);
    }
    const auto done = recoveryOf(restart(1200), 5400);
    REQUIRE(done->done);
    CHECK(std::abs((*done->done - at(1179)).inMinutes()) <= 5);
    CHECK_FALSE(done->eta);
}

TEST_CASE("recovery: a sawtooth is flagged, a monotone series with noise is not", "[analysis][limits]") {
    Noise noise(4);
    std::vector<Sample> saw, steady;
    double hosts = 0;
    for (int m = 0; m < 300; ++m) {
        hosts += m % 30 == 29 ? -60 : 5; // slow hosts are taken out again
        saw.push_back({at(m), hosts});
        steady.push_back({at(m), 4 * m + .5 * noise.uniform()});
    }
    const auto r = recoveryOf(saw, 5400);
    REQUIRE(r);
    CHECK(r->isSawtooth);
    CHECK(r->falls == 10);
    CHECK(r->lostShare > .3);
    CHECK_FALSE(recoveryOf(steady, 5400)->isSawtooth);
    CHECK(recoveryOf(steady, 5400)->falls == 0);
}

TEST_CASE("recovery: a backlog drains to nothing", "[analysis][limits]") {
    std::vector<Sample> backlog;
    for (int m = 0; m < 60; ++m)
        backlog.push_back({at(m), 6000 - 50.0 * m});
    const auto r = recoveryOf(backlog, 0);
    REQUIRE(r);
    CHECK(r->perHour == Approx(3000));
    CHECK(std::abs((*r->eta - at(120)).inMinutes()) < 1);
}

TEST_CASE("recovery: what does not move, or is not there, has none", "[analysis][limits]") {
    CHECK_FALSE(recoveryOf({}, 5));
    CHECK_FALSE(recoveryOf(std::vector<Sample>{{at(0), 1}}, 5));
    std::vector<Sample> flat, nulls, same;
    for (int m = 0; m < 50; ++m) {
        flat.push_back({at(m), 3});
        nulls.push_back({at(m), std::nan("")});
        same.push_back({at(0), static_cast<double>(m)});
    }
    CHECK_FALSE(recoveryOf(flat, 5));
    CHECK_FALSE(recoveryOf(nulls, 5));
    const auto r = recoveryOf(same, 500);
    CHECK((!r || !r->eta)); // all at one time: no rate
}

TEST_CASE("recovery: what wavers has none, however near it once came; what pauses has one", "[analysis][limits]") {
    Noise noise(12);
    int found = 0;
    for (int round = 0; round < 200; ++round) {
        std::vector<Sample> wavering;
        double highest = 0;
        for (int m = 0; m < 300; ++m) {
            wavering.push_back({at(m), 50 + noise.normal()});
            highest = std::max(highest, wavering.back().value);
        }
        found += recoveryOf(wavering, highest).has_value();
    }
    CHECK(found <= 4); // the highest right at the start, after a few that rise
    std::vector<Sample> away, pausing;
    for (int m = 0; m < 100; ++m) {
        away.push_back({at(m), 80.0 - m + 30 * (m == 1)});
        pausing.push_back({at(m), m < 3 ? 10.0 * m : m < 98 ? 30 : 50 + 25.0 * (m - 98)});
    }
    CHECK_FALSE(recoveryOf(away, 100));
    const auto paused = recoveryOf(pausing, 75);
    REQUIRE(paused);
    CHECK(paused->done == at(99));
}

TEST_CASE("recovery: twice the rate is done in half the time left", "[analysis][limits]") {
    Noise noise(8);
    for (int round = 0; round < 50; ++round) {
        const double rate = .5 + noise.uniform();
        std::vector<Sample> slow, fast;
        for (int m = 0; m <= 100; ++m) {
            slow.push_back({at(m), rate * m});
            fast.push_back({at(m), 2 * rate * m});
        }
        const auto a = recoveryOf(slow, 1000 * rate);
        const auto b = recoveryOf(fast, 1100 * rate);
        CHECK((*a->eta - at(100)).inMinutes() == Approx(2 * (*b->eta - at(100)).inMinutes()).epsilon(1e-6));
    }
}
