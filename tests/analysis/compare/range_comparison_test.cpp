// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/compare/range_comparison.h"
#include "model/analysis/compare/two_samples.h"
#include "tests/analysis/noise.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

using namespace foreshock;
using foreshock::test::Noise;

namespace {

Instant at(double minute) {
    return Instant{} + Duration::ofMinutes(minute);
}

/// An hour before, an hour after; `shift` and `factor` hold for the second.
SeriesData made(Noise& noise, const std::string& metric, double shift, double factor = 1, double rho = .5) {
    SeriesData out;
    out.info.service = ServiceId("web");
    out.info.metric = metric;
    double x = 0;
    for (int m = 0; m < 120; ++m) {
        x = rho * x + std::sqrt(1 - rho * rho) * noise.normal();
        out.samples.push_back({at(m), 100 + (m < 60 ? x : shift + factor * x)});
    }
    return out;
}

RangeComparison compared(const std::vector<SeriesData>& series, const AttributeCounts& logs = {}) {
    Incident incident;
    incident.series = series;
    HeldSamples held(incident);
    return *compareRanges(incident.series, held, {at(0), at(60)}, {at(60), at(120)}, logs);
}

/// Over every point of the line, without sorting cleverness.
double slowDistance(const Values& a, const Values& b) {
    double most = 0;
    for (const Values* all : {&a, &b})
        for (const double t : *all) {
            const auto share = [&](const Values& v) {
                return static_cast<double>(std::count_if(v.begin(), v.end(), [&](double x) { return x <= t; })) /
                       static_cast<double>(v.size());
            };
            most = std::max(most, std::abs(share(a) - share(b)));
        }
    return most;
}

} // namespace

TEST_CASE("two samples: the distance is the slow one's, ties and all", "[analysis][compare]") {
    Noise noise(1);
    for (int round = 0; round < 200; ++round) {
        Values a, b;
        for (int i = 0; i < 5 + noise.below(40); ++i)
            a.push_back(noise.below(12));
        for (int i = 0; i < 5 + noise.below(40); ++i)
            b.push_back(noise.below(12) + noise.below(3));
        const double slow = slowDistance(a, b);
        CHECK(ksDistance(a, b) == Approx(slow));
    }
}

TEST_CASE("two samples: the chance is that of Kolmogorov's table", "[analysis][compare]") {
    // Large samples: P(√n·D > 1.358) = .05, 1.628 = .01.
    CHECK(ksChance(1.358 / std::sqrt(50000.0), 100000, 100000) == Approx(.05).epsilon(.02));
    CHECK(ksChance(1.628 / std::sqrt(50000.0), 100000, 100000) == Approx(.01).epsilon(.02));
    CHECK(ksChance(0, 50, 50) == 1);
    CHECK(ksChance(1, 50, 50) < 1e-9);
}

TEST_CASE("compare: on noise alone, autocorrelated or not, hardly anything is named", "[analysis][compare]") {
    Noise noise(17);
    for (const double rho : {0.0, .5, .8}) {
        int named = 0;
        for (int round = 0; round < 20; ++round) {
            std::vector<SeriesData> series;
            for (int s = 0; s < 50; ++s)
                series.push_back(made(noise, "m" + std::to_string(s), 0, 1, rho));
            const RangeComparison c = compared(series);
            named += c.series.front().isSignificant;
        }
        CHECK(named <= 3); // of 20 families, at 5 % one is expected
    }
}

TEST_CASE("compare: what moved is named, the larger first; what only jitters more is, too", "[analysis][compare]") {
    Noise noise(23);
    std::vector<SeriesData> series;
    for (int s = 0; s < 40; ++s)
        series.push_back(made(noise, "calm" + std::to_string(s), 0));
    series.push_back(made(noise, "large", 20));
    series.push_back(made(noise, "small", 6));
    series.push_back(made(noise, "jitter", 0, 5));
    const RangeComparison c = compared(series);
    CHECK(c.series[0].series.metric == "large");
    CHECK(c.series[0].share == 1);
    std::vector<std::string> named;
    for (const SeriesChange& s : c.series)
        if (s.isSignificant)
            named.push_back(s.series.metric);
    CHECK(std::find(named.begin(), named.end(), "small") != named.end());
    CHECK(std::find(named.begin(), named.end(), "jitter") != named.end());
    CHECK(named.size() <= 5);
}

TEST_CASE("compare: the order of series does not matter, nor does their unit", "[analysis][compare]") {
    Noise noise(29);
    std::vector<SeriesData> series;
    for (int s = 0; s < 10; ++s)
        series.push_back(made(noise, "m" + std::to_string(s), 2.0 * s));
    const RangeComparison one = compared(series);
    std::reverse(series.begin(), series.end());
    for (SeriesData& s : series)
        for (Sample& sample : s.samples)
            sample.value *= 1000;
    const RangeComparison two = compared(series);
    for (std::size_t i = 0; i < one.series.size(); ++i) {
        CHECK(one.series[i].series == two.series[i].series);
        CHECK(one.series[i].effect == Approx(two.series[i].effect));
        CHECK(one.series[i].p == Approx(two.series[i].p));
    }
}

TEST_CASE("compare: one sample, constants, nulls, equal times", "[analysis][compare]") {
    Noise noise(31);
    SeriesData one = made(noise, "one", 0), nulls = one, flat = one, step = one, gone = one;
    one.samples.resize(1);
    for (Sample& s : nulls.samples)
        s.value = std::nan("");
    for (Sample& s : flat.samples)
        s.value = 5;
    for (Sample& s : step.samples)
        s.value = s.time < at(60) ? 5 : 6;
    gone.samples.resize(60);
    const RangeComparison c = compared({one, nulls, flat, step, gone});
    CHECK(c.compared == 2);
    CHECK(c.skipped == 3);
    CHECK(c.onlyBefore == 2);
    CHECK(c.series[0].isFlatBefore);
    CHECK(c.series[0].isSignificant);
    CHECK(c.series[1].p == 1);
    CHECK(compared({}).series.empty());
}

TEST_CASE("compare: attributes by lift, with enough records only", "[analysis][compare]") {
    const AttributeCounts logs = {{{"level", "error"}, {10, 400}}, {{"level", "info"}, {990, 600}},
                                  {{"host", "kfe-1"}, {500, 520}}, {{"host", "kfe-2"}, {490, 476}},
                                  {{"host", "kfe-9"}, {0, 4}},     {{"service", "new"}, {0, 60}},
                                  {{"service", ""}, {1000, 940}}};
    const RangeComparison c = compared({}, logs);
    CHECK(c.logsBefore == 1000);
    CHECK(c.logsAfter == 1000);
    REQUIRE(c.attributes.size() == 5);
    CHECK(c.attributes[0].value == "new");
    CHECK(c.attributes[1].value == "error");
    CHECK(c.attributes[1].lift == Approx(400.5 / 10.5));
    CHECK(c.attributes[1].isSignificant);
    for (const AttributeChange& a : c.attributes)
        if (a.attribute == "host")
            CHECK_FALSE(a.isSignificant);
}

TEST_CASE("discoveries: Benjamini and Hochberg's steps", "[analysis][compare]") {
    const std::vector<double> p{.01, .8, .02, .03, .5};
    CHECK(discoveries(p, .05) == std::vector<bool>{true, false, true, true, false});
    CHECK(discoveries(std::vector<double>{.04, .9}, .05) == std::vector<bool>{false, false});
    CHECK(discoveries({}, .05).empty());
}
