// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/grid_builder.h"
#include "model/analysis/recording.h"
#include "model/analysis/series_grid.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace foreshock;

namespace {

constexpr Instant kStart{1'600'000'020'000'000'000}; // a whole minute

std::vector<Sample> samples(std::initializer_list<std::pair<double, double>> minutesAndValues) {
    std::vector<Sample> out;
    for (const auto& [m, v] : minutesAndValues)
        out.push_back({kStart + Duration::ofMinutes(m), v});
    return out;
}

/// One character a minute: the value's last digit, '.' for a gap.
std::string drawn(const Values& y) {
    std::string out;
    for (const double v : y)
        out += std::isnan(v) ? '.' : static_cast<char>('0' + static_cast<int>(v) % 10);
    return out;
}

SeriesData series(const char* service, const char* metric, std::vector<Sample> s, const char* instance = "") {
    SeriesData out;
    out.info.service = ServiceId(service);
    out.info.metric = metric;
    out.info.instance = instance;
    out.samples = std::move(s);
    return out;
}

std::vector<Sample> everyMinute(double from, double to, double value) {
    std::vector<Sample> out;
    for (double m = from; m < to; ++m)
        out.push_back({kStart + Duration::ofMinutes(m), value});
    return out;
}

} // namespace

TEST_CASE("grid: a minute holds the mean of its samples and gaps stay gaps", "[analysis]") {
    CHECK(drawn(onMinutes(samples({{0, 2}, {.5, 4}, {1, 5}, {2, 7}, {2.9, 9}, {6, 1}, {7, 2}}), kStart, 9)) ==
          "358...12.");
}

TEST_CASE("grid: a series of longer step holds its value for one step, never longer", "[analysis]") {
    const auto s = samples({{0, 1}, {5, 2}, {10, 3}, {25, 4}, {30, 5}});
    CHECK(drawn(onMinutes(s, kStart, 36)) == "111112222233333..........4444455555.");
    const auto early = samples({{-3, 9}, {2, 1}, {7, 2}});
    CHECK(drawn(onMinutes(early, kStart, 9)) == "991111122");
}

TEST_CASE("grid: a null sample ends the holding", "[analysis]") {
    const auto s = samples({{0, 1}, {5, 2}, {7, std::nan("")}, {10, 3}, {15, 3}});
    CHECK(drawn(onMinutes(s, kStart, 18)) == "1111122...33333333");
}

TEST_CASE("grid: a hole of more than six hours over all series ends the recording", "[analysis]") {
    Incident i;
    i.series = {series("a", "x", everyMinute(0, 100, 1)), series("b", "y", everyMinute(300, 400, 1)),
                series("a", "z", everyMinute(900, 1000, 1))};
    const auto found = recordings(HeldSamples(i).recorded(), {});
    REQUIRE(found.size() == 2);
    CHECK(found[0].from == kStart);
    CHECK((found[1].from - kStart) == Duration::minutes(900));
    const Instant alarm = kStart + Duration::minutes(950);
    CHECK(gridRange(found, alarm, alarm).from == found[1].from);
    CHECK(gridRange(found, alarm, alarm).to == found[1].to);
}

TEST_CASE("grid: instances are averaged unless the whole service is measured", "[analysis]") {
    Incident i;
    i.series = {series("a", "x", everyMinute(0, 10, 2), "h1"), series("a", "x", everyMinute(0, 10, 4), "h2"),
                series("a", "y", everyMinute(0, 10, 7)), series("a", "y", everyMinute(0, 10, 1), "h1")};
    const TimeRange range{kStart, kStart + Duration::minutes(10)};
    HeldSamples held(i);
    const IncidentGrid grid = gridOf(i, held, {range, range, kStart, std::nullopt});
    REQUIRE(grid.series.size() == 2);
    CHECK(drawn(grid.series[0].y).substr(0, 10) == "3333333333");
    CHECK(drawn(grid.series[1].y).substr(0, 10) == "7777777777");
}

TEST_CASE("grid: samples long before it are early values if a change had just ended, and silent series are listed",
          "[analysis]") {
    Incident i;
    auto old = samples({{-9000, 5}, {-8000, 6}});
    const auto now = everyMinute(0, 20, 9);
    old.insert(old.end(), now.begin(), now.end());
    i.series = {series("a", "x", old), series("a", "gone", samples({{-8000, 1}}))};
    Change c;
    c.id = ChangeId("earlier");
    c.service = ServiceId("a");
    c.kind = "scale";
    c.start = kStart - Duration::minutes(8060);
    c.end = kStart - Duration::minutes(8000);
    i.changes = {c};
    const TimeRange range{kStart, kStart + Duration::minutes(20)};
    HeldSamples held(i);
    const IncidentGrid grid = gridOf(i, held, {range, range, kStart, std::nullopt});
    REQUIRE(grid.early.count({0, "x"}) == 1);
    const auto& early = grid.early.at({0, "x"});
    REQUIRE(early.size() == 1);
    CHECK(early[0].minute == -8000);
    CHECK(early[0].value == 6);
    CHECK(grid.silent == std::vector<SeriesKey>{{0, "gone"}});
    CHECK(grid.changes[0].group == "a/scale");
}
