// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/change_points.h"
#include "model/analysis/piecewise_fit.h"
#include "tests/analysis/fixture.h"
#include "tests/analysis/noise.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <limits>
#include <numeric>

using namespace foreshock;
using namespace foreshock::test;

namespace {

using Json = nlohmann::json;

Json readJson(const std::filesystem::path& file) {
    std::ifstream in(file);
    return Json::parse(in);
}

std::vector<Sample> samplesOf(const Values& values) {
    std::vector<Sample> out;
    for (std::size_t i = 0; i < values.size(); ++i)
        out.push_back({Instant{} + Duration::minutes(static_cast<std::int64_t>(i)), values[i]});
    return out;
}

Values valuesOf(const Json& list) {
    Values out;
    for (const Json& v : list)
        out.push_back(v.is_null() ? std::nan("") : v.get<double>());
    return out;
}

std::vector<std::size_t> indices(const Values& values) {
    std::vector<std::size_t> out;
    const auto points = changePoints(samplesOf(values));
    for (const ChangePoint& p : *points)
        out.push_back(p.index);
    return out;
}

/// Residual sum of squares of a piece about its mean and about its line, the long way.
double slowCost(const Values& y, int from, int to, double variance) {
    const double n = to - from;
    double t = 0;
    double m = 0;
    for (int i = from; i < to; ++i) {
        t += i / n;
        m += y[i] / n;
    }
    double tt = 0;
    double ty = 0;
    double yy = 0;
    for (int i = from; i < to; ++i) {
        tt += (i - t) * (i - t);
        ty += (i - t) * (y[i] - m);
        yy += (y[i] - m) * (y[i] - m);
    }
    double line = 0;
    for (int i = from; i < to; ++i) {
        const double r = y[i] - m - (tt > 0 ? ty / tt : 0) * (i - t);
        line += r * r;
    }
    return std::min(yy / variance, line / variance + std::log(static_cast<double>(y.size())));
}

/// The slow obvious twin: optimal partitioning over all positions, nothing pruned.
double slowCheapest(const Values& y, double variance, double penalty) {
    const int n = static_cast<int>(y.size());
    Values best(y.size() + 1, std::numeric_limits<double>::infinity());
    best[0] = -penalty;
    for (int end = kShortestPiece; end <= n; ++end)
        for (int from = 0; from + kShortestPiece <= end; ++from)
            best[end] = std::min(best[end], best[from] + slowCost(y, from, end, variance) + penalty);
    return best[n];
}

double costOf(const Values& y, const std::vector<int>& changes, double variance, double penalty) {
    double sum = penalty * static_cast<double>(changes.size());
    int from = 0;
    for (std::size_t k = 0; k <= changes.size(); ++k) {
        const int to = k < changes.size() ? changes[k] : static_cast<int>(y.size());
        sum += slowCost(y, from, to, variance);
        from = to;
    }
    return sum;
}

/// F1 with a margin of 5 and index 0 always a change, as TCPD scores it.
double fMeasure(const std::vector<std::vector<int>>& annotators, std::vector<int> found) {
    const auto withZero = [](std::vector<int> v) {
        v.push_back(0);
        std::sort(v.begin(), v.end());
        v.erase(std::unique(v.begin(), v.end()), v.end());
        return v;
    };
    const auto matched = [](const std::vector<int>& truth, std::vector<int> left) {
        int hits = 0;
        for (const int t : truth) {
            const auto near = std::min_element(left.begin(), left.end(),
                                               [&](int a, int b) { return std::abs(a - t) < std::abs(b - t); });
            if (near != left.end() && std::abs(*near - t) <= 5) {
                left.erase(near);
                ++hits;
            }
        }
        return hits;
    };
    found = withZero(found);
    std::vector<int> all;
    double recall = 0;
    for (const auto& a : annotators) {
        const auto marked = withZero(a);
        all.insert(all.end(), marked.begin(), marked.end());
        recall += static_cast<double>(matched(marked, found)) / static_cast<double>(marked.size()) /
                  static_cast<double>(annotators.size());
    }
    const double precision = static_cast<double>(matched(withZero(all), found)) / static_cast<double>(found.size());
    return 2 * precision * recall / (precision + recall);
}

} // namespace

TEST_CASE("change points: real and made series give what the reference prototype gives", "[analysis]") {
    for (const Json& row : readJson(dataFolder() / "change_points.json")) {
        const std::string name = row.at("name");
        const Values values =
            valuesOf(row.contains("values") ? row.at("values")
                                            : readJson(dataFolder() / "tcpd" / (name + ".json")).at("values"));
        for (const bool isDespiked : {true, false}) {
            INFO(name << (isDespiked ? " despiked" : ""));
            const auto found = changePoints(samplesOf(values), {}, isDespiked ? Despiking::On : Despiking::Off);
            const Json& expected = row.at(isDespiked ? "despiked" : "plain");
            REQUIRE(found->size() == expected.size());
            const auto present = static_cast<double>(countPresent(values));
            const double n = present > 2000 ? std::floor(present / std::ceil(present / 2000)) : present;
            for (std::size_t i = 0; i < found->size(); ++i) {
                const ChangePoint& p = (*found)[i];
                CHECK(p.index == expected[i][0].get<std::size_t>());
                CHECK(p.lo == expected[i][1].get<std::size_t>());
                CHECK(p.hi == expected[i][2].get<std::size_t>());
                CHECK((p.type == ChangePointType::Shift ? "shift" : "excursion") == expected[i][3].get<std::string>());
                CHECK(p.after - p.before == Approx(expected[i][4].get<double>()).epsilon(1e-9));
                CHECK(p.gain ==
                      Approx(expected[i][5].get<double>() - 3 * std::log(n)).margin(1e-6)); // ours is above the penalty
                CHECK(p.confidence == Approx(1 - std::exp(-p.gain / 2)));
                CHECK(p.time == Instant{} + Duration::minutes(static_cast<std::int64_t>(p.index)));
            }
        }
    }
}

TEST_CASE("change points: ten series of TCPD reach the published F1", "[analysis]") {
    double sum = 0;
    int series = 0;
    for (const auto& entry : std::filesystem::directory_iterator(dataFolder() / "tcpd"))
        if (entry.path().extension() == ".json") {
            const Json row = readJson(entry.path());
            std::vector<int> found;
            for (const std::size_t i : indices(valuesOf(row.at("values"))))
                found.push_back(static_cast<int>(i));
            sum += fMeasure(row.at("annotations").get<std::vector<std::vector<int>>>(), found);
            ++series;
        }
    REQUIRE(series == 10);
    CHECK(sum / series == Approx(.8296).margin(1e-3));
}

TEST_CASE("change points: pruning loses nothing against trying every position", "[analysis]") {
    Noise noise(11);
    for (int round = 0; round < 40; ++round) {
        Values y;
        double level = 0;
        for (int i = 0; i < 90; ++i) {
            if (noise.uniform() < .05)
                level = 3 * noise.normal();
            y.push_back(level + noise.normal() * (round % 3 ? 1 : .05));
        }
        const double variance = round % 2 ? 1.0 : .3;
        const double penalty = 3 * std::log(90.0);
        const auto fast = cheapestPartition(PieceCosts(y), variance, penalty, {});
        CHECK(costOf(y, *fast, variance, penalty) == Approx(slowCheapest(y, variance, penalty)).epsilon(1e-9));
    }
}

TEST_CASE("change points: one step in the mean is found within one sample", "[analysis]") {
    Noise noise(3);
    for (int at = 20; at < 180; at += 13) {
        Values y(200);
        for (int i = 0; i < 200; ++i)
            y[i] = noise.normal() + (i >= at ? 6 : 0);
        const auto found = indices(y);
        REQUIRE(found.size() == 1);
        CHECK(std::abs(static_cast<int>(found[0]) - at) <= 1);
    }
}

TEST_CASE("change points: shifting and scaling a series moves none of them", "[analysis]") {
    Noise noise(7);
    Values y(300);
    for (int i = 0; i < 300; ++i)
        y[i] = noise.normal() + (i >= 90 ? 4 : 0) - (i >= 200 ? 7 : 0);
    Values moved(y);
    for (double& v : moved)
        v = -250 * v + 1e5;
    CHECK(indices(y) == indices(moved));
    CHECK(indices(y).size() == 2);
}

TEST_CASE("change points: constant, short and empty series have none", "[analysis]") {
    CHECK(indices({}).empty());
    CHECK(indices({1, 2, 3}).empty());
    CHECK(indices(Values(500, 42.0)).empty());
    CHECK(indices(Values(500, std::nan(""))).empty());
}

TEST_CASE("change points: null samples keep their index", "[analysis]") {
    Noise noise(5);
    Values y(120);
    for (int i = 0; i < 120; ++i)
        y[i] = noise.normal() * .3 + (i >= 60 ? 5 : 0);
    Values gappy;
    for (const double v : y) {
        gappy.push_back(std::nan(""));
        gappy.push_back(v);
    }
    REQUIRE(indices(y) == std::vector<std::size_t>{60});
    CHECK(indices(gappy) == std::vector<std::size_t>{121});
}

TEST_CASE("change points: a stopped search answers nothing", "[analysis]") {
    std::stop_source stop;
    stop.request_stop();
    Noise noise(9);
    Values y(5000);
    for (double& v : y)
        v = noise.normal();
    CHECK_FALSE(changePoints(samplesOf(y), stop.get_token()));
}
