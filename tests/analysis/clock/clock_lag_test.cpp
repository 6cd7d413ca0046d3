// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/clock/clock_lag.h"
#include "model/analysis/clock/clock_report.h"
#include "model/analysis/clock/cross_correlation.h"
#include "model/analysis/clock/offset_graph.h"
#include "model/analysis/clock/shared_ids.h"
#include "tests/analysis/fixture.h"
#include "tests/analysis/noise.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <numeric>

using namespace foreshock;
using foreshock::test::Noise;

namespace {

const nlohmann::json& fixtures() {
    static const nlohmann::json all =
        nlohmann::json::parse(std::ifstream(foreshock::test::dataFolder() / "clock.json"));
    return all;
}

Values valuesOf(const nlohmann::json& list) {
    Values out;
    for (const auto& v : list)
        out.push_back(v.is_null() ? std::nan("") : v.get<double>());
    return out;
}

Values wave(Noise& noise, int n) {
    Values out;
    double x = 0;
    for (int i = 0; i < n; ++i)
        out.push_back(100 * std::exp(x = .8 * x + .1 * noise.normal()));
    return out;
}

} // namespace

TEST_CASE("clock lag: series and events as the reference prototype says", "[analysis][clock]") {
    REQUIRE(fixtures()["series"].size() == 6);
    for (const auto& f : fixtures()["series"]) {
        const LagEstimate lag = seriesLag(valuesOf(f["a"]), valuesOf(f["b"]), f["most"].get<int>());
        CHECK(lag.lag == Approx(f["lag"].get<double>()).margin(1e-6));
        CHECK(lag.peak == Approx(f["peak"].get<double>()).epsilon(1e-6));
        CHECK(lag.margin == Approx(f["margin"].get<double>()).epsilon(1e-6).margin(1e-6));
    }
    for (const auto& f : fixtures()["events"]) {
        const LagEstimate lag = eventLag(valuesOf(f["a"]), valuesOf(f["b"]));
        CHECK(lag.lag == Approx(f["lag"].get<double>()).margin(1e-4));
        CHECK(lag.margin == Approx(f["margin"].get<double>()).epsilon(1e-4));
    }
}

TEST_CASE("offset graph: as the reference prototype says", "[analysis][clock]") {
    for (const auto& f : fixtures()["graphs"]) {
        std::vector<OffsetPair> pairs;
        for (const auto& p : f["pairs"])
            pairs.push_back({p[0].get<int>(), p[1].get<int>(), p[2].get<double>(), p[3].get<double>()});
        const auto offsets = solveOffsets(f["nodes"].get<int>(), pairs);
        for (std::size_t i = 0; i < offsets.size(); ++i)
            CHECK(offsets[i] == Approx(f["offsets"][i].get<double>()).margin(1e-6));
    }
}

TEST_CASE("cross correlation: transform and direct sums agree", "[analysis][clock]") {
    Noise noise(2);
    Values a, b;
    for (int i = 0; i < 500; ++i)
        a.push_back(noise.normal());
    for (int i = 0; i < 700; ++i)
        b.push_back(noise.normal());
    const auto fast = crossCorrelation(a, b, 120);
    for (int lag = -120; lag <= 120; ++lag) {
        double sum = 0;
        for (int i = 0; i < 500; ++i)
            if (i + lag >= 0 && i + lag < 700)
                sum += a[static_cast<std::size_t>(i)] * b[static_cast<std::size_t>(i + lag)];
        CHECK(fast[static_cast<std::size_t>(lag + 120)] == Approx(sum).margin(1e-9));
    }
}

TEST_CASE("clock lag: a series against itself shifted is that shift, either way round", "[analysis][clock]") {
    Noise noise(7);
    for (int round = 0; round < 20; ++round) {
        const Values x = wave(noise, 400);
        const int shift = noise.below(17) - 8;
        Values y(x.size(), std::nan(""));
        for (int i = 0; i < 400; ++i)
            if (i - shift >= 0 && i - shift < 400)
                y[static_cast<std::size_t>(i)] = x[static_cast<std::size_t>(i - shift)] * (1 + .02 * noise.normal());
        const LagEstimate there = seriesLag(x, y);
        const LagEstimate back = seriesLag(y, x);
        CHECK(there.lag == Approx(shift).margin(.3));
        CHECK(back.lag == Approx(-there.lag).margin(1e-6));
        CHECK(there.margin > kSeriesMargin);
    }
}

TEST_CASE("clock lag: strangers are not believed", "[analysis][clock]") {
    Noise noise(13);
    int believed = 0;
    for (int round = 0; round < 100; ++round) {
        std::vector<double> a, b;
        for (int i = 0; i < 200; ++i) {
            a.push_back(1800 * noise.uniform());
            b.push_back(1800 * noise.uniform());
        }
        std::sort(a.begin(), a.end());
        std::sort(b.begin(), b.end());
        believed += eventLag(a, b).margin > kEventMargin;
    }
    CHECK(believed <= 3);
}

TEST_CASE("clock lag: shared ids beat everything, and must agree", "[analysis][clock]") {
    TraceTimes a, b, wild;
    Noise noise(1);
    for (std::uint64_t id = 0; id < 40; ++id) {
        a[id] = 1000 * noise.uniform();
        b[id + 20] = 1000 * noise.uniform();
        wild[id] = 1e5 * noise.uniform();
    }
    for (std::uint64_t id = 20; id < 40; ++id)
        b[id] = a[id] + 192.5 + .05 * noise.uniform();
    const auto lag = traceLag(a, b);
    REQUIRE(lag);
    CHECK(lag->lag == Approx(192.5).margin(.06));
    CHECK(lag->shared == 20);
    CHECK(traceLag(b, a)->lag == Approx(-lag->lag));
    CHECK_FALSE(traceLag(a, wild));
    CHECK_FALSE(traceLag(a, {}));
}

TEST_CASE("shared ids: long words of hexadecimal digits, nothing else", "[analysis][clock]") {
    const auto count = [](std::string_view text) {
        int n = 0;
        eachSharedId(text, [&](std::uint64_t) { ++n; });
        return n;
    };
    CHECK(count("trace=4bf92f3577b34da6a3ce929d0e0e4736 ok") == 1);
    CHECK(count("id 550e8400-e29b-41d4-a716-446655440000, x") == 1);
    CHECK(count("deadbeef 1234567890123456 kinesis-frontend-0417-server") == 0);
    CHECK(count("") == 0);
}

TEST_CASE("offset graph: a wrong pair in a cycle is outvoted, nodes without a pair stay", "[analysis][clock]") {
    const std::vector<double> truth{0, 3, -2, 5, 1};
    std::vector<OffsetPair> pairs;
    for (int a = 0; a < 5; ++a)
        for (int b = a + 1; b < 5; ++b)
            pairs.push_back({a, b, truth[static_cast<std::size_t>(b)] - truth[static_cast<std::size_t>(a)], 4});
    pairs[3].lag += 9;
    const auto offsets = solveOffsets(6, pairs);
    for (std::size_t i = 1; i < 5; ++i)
        CHECK(offsets[i] - offsets[0] == Approx(truth[i] - truth[0]).margin(.1));
    CHECK(solveOffsets(0, {}).empty());
    CHECK(solveOffsets(2, {}) == std::vector<double>{0, 0});
}

TEST_CASE("clock report: an hour off is proposed back, by ids; without anything shared nothing is",
          "[analysis][clock]") {
    std::vector<ClockEvidence> all(3);
    Noise noise(3);
    for (int i = 0; i < 3; ++i) {
        all[static_cast<std::size_t>(i)].node = {SourceId(i + 1), "log" + std::to_string(i), ServiceId()};
        all[static_cast<std::size_t>(i)].records = 100 - i;
    }
    for (std::uint64_t id = 0; id < 30; ++id) {
        const double t = 1000 * noise.uniform();
        all[0].traces[id] = t;
        all[1].traces[id] = t + 3600;
    }
    const auto report = clockReport(all, {});
    REQUIRE(report->proposals.size() == 1);
    const ClockProposal& p = report->proposals.front();
    CHECK(report->nodes[static_cast<std::size_t>(p.node)].path == "log1");
    CHECK(p.offset.inSeconds() == Approx(-3600).margin(.5));
    CHECK(p.isNeeded);
    CHECK(clockReport({}, {})->pairs.empty());
    CHECK(clockReport(std::vector<ClockEvidence>(2), {{0, 1}})->proposals.empty());
}

TEST_CASE("clock lag: bad series give no margin and no crash", "[analysis][clock]") {
    const Values nulls(50, std::nan("")), flat(50, 3.0), one(1, 2.0);
    CHECK(seriesLag(nulls, flat).margin <= kSeriesMargin);
    CHECK(seriesLag(flat, flat).margin <= kSeriesMargin);
    CHECK(seriesLag(one, one).margin == 0);
    CHECK(seriesLag({}, {}).margin == 0);
    CHECK(eventLag(std::vector<double>{}, std::vector<double>{1}).margin == 0);
    const std::vector<double> same(100, 5.0);
    CHECK(std::isfinite(eventLag(same, same).lag));
}
