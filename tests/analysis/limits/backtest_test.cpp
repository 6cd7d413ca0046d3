// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/limits/backtest.h"
#include "tests/analysis/noise.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace foreshock;
using foreshock::test::Noise;

namespace {

Instant at(double minute) {
    return Instant{} + Duration::ofMinutes(minute);
}

/// "__##__####": a sample a minute, '#' beyond 10, '.' a null.
std::vector<Sample> drawn(const std::string& picture) {
    std::vector<Sample> out;
    for (std::size_t i = 0; i < picture.size(); ++i)
        out.push_back({at(static_cast<double>(i)), picture[i] == '.' ? std::nan("") : picture[i] == '#' ? 20.0 : 5.0});
    return out;
}

std::vector<Backtest::Warning> incidents(std::initializer_list<double> minutes) {
    std::vector<Backtest::Warning> out;
    for (const double m : minutes)
        out.push_back({AlarmId("a" + std::to_string(static_cast<int>(m))), at(m), std::nullopt});
    return out;
}

BacktestRequest above(double threshold, Duration holding = {}, Duration horizon = Duration::minutes(30)) {
    return {true, threshold, holding, horizon};
}

} // namespace

TEST_CASE("backtest: the lead counts from the first episode within the horizon", "[analysis][limits]") {
    const auto b = backtest(drawn("_____###______________##########"), incidents({30}), above(10));
    REQUIRE(b.episodes.size() == 2);
    CHECK(b.falseAlarms == 0);
    CHECK(b.warnings[0].lead == Duration::minutes(25));
    const auto near =
        backtest(drawn("_____###______________##########"), incidents({30}), above(10, {}, Duration::minutes(10)));
    CHECK(near.falseAlarms == 1);
    CHECK(near.warnings[0].lead == Duration::minutes(8));
}

TEST_CASE("backtest: what must hold fires later, or not at all", "[analysis][limits]") {
    const auto b =
        backtest(drawn("_____###______________##########"), incidents({30}), above(10, Duration::minutes(5)));
    CHECK(b.episodes.size() == 1);
    CHECK(b.warnings[0].lead == Duration::minutes(3));
    CHECK_FALSE(backtest(drawn("__##__"), incidents({1}), above(10)).warnings[0].lead);
}

TEST_CASE("backtest: nulls and short gaps end no episode", "[analysis][limits]") {
    CHECK(backtest(drawn("__##.##___"), {}, above(10)).episodes.size() == 1);
    CHECK(backtest(drawn("__##....##___"), {}, above(10)).episodes.size() == 2);
}

TEST_CASE("backtest: a threshold that all record exceeds warns of nothing", "[analysis][limits]") {
    const auto b = backtest(drawn("##########"), incidents({8}), above(10));
    CHECK(b.isAlwaysBeyond);
    CHECK(b.hasBegunBeyond);
    CHECK_FALSE(b.warnings[0].lead);
    CHECK(b.falseAlarms == 0);
    CHECK_FALSE(backtest({}, incidents({8}), above(10)).isAlwaysBeyond);
    CHECK(backtest(drawn("...."), {}, above(10)).samples == 0);
}

TEST_CASE("backtest: above and below mirror each other", "[analysis][limits]") {
    Noise noise(6);
    for (int round = 0; round < 50; ++round) {
        std::vector<Sample> up, down;
        for (int m = 0; m < 300; ++m) {
            const double v = noise.normal();
            up.push_back({at(m), v});
            down.push_back({at(m), -v});
        }
        const auto a = backtest(up, incidents({100, 200}), {true, 1.5, {}, Duration::minutes(20)});
        const auto b = backtest(down, incidents({100, 200}), {false, -1.5, {}, Duration::minutes(20)});
        CHECK(a.episodes.size() == b.episodes.size());
        CHECK(a.falseAlarms == b.falseAlarms);
        CHECK(a.warnings[0].lead == b.warnings[0].lead);
    }
}

TEST_CASE("backtest: episodes are the runs that a slow look finds", "[analysis][limits]") {
    Noise noise(9);
    for (int round = 0; round < 100; ++round) {
        std::string picture;
        for (int m = 0; m < 200; ++m)
            picture += noise.uniform() < .3 ? '#' : '_';
        std::size_t runs = 0;
        for (std::size_t i = 0; i < picture.size(); ++i)
            runs += picture[i] == '#' && (i == 0 || picture[i - 1] != '#');
        CHECK(backtest(drawn(picture), {}, above(10)).episodes.size() == runs);
    }
}

TEST_CASE("backtest: alarms of hours together are one incident", "[analysis][limits]") {
    std::vector<Alarm> alarms;
    for (const auto& [service, minute] :
         {std::pair("web", 0.0), {"db", 200.0}, {"web", 450.0}, {"mail", 460.0}, {"web", 900.0}}) {
        Alarm a;
        a.id = AlarmId(std::string(service) + std::to_string(static_cast<int>(minute)));
        a.service = ServiceId(service);
        a.start = at(minute);
        alarms.push_back(a);
    }
    const auto found = incidentsOf(alarms, {ServiceId("web"), ServiceId("db")});
    REQUIRE(found.size() == 2);
    CHECK(found[0].alarm == AlarmId("web0"));
    CHECK(found[1].alarm == AlarmId("web900"));
}
