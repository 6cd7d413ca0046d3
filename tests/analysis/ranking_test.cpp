// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/ranking.h"
#include "tests/analysis/fixture.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace foreshock;
using namespace foreshock::test;

namespace {

std::string seriesName(const IncidentGrid& grid, const SeriesKey& key) {
    return grid.services[key.first].value + "/" + key.second;
}

/// The reference's answer is the floor: alarms, onset, place and load as it has them; the same change first, and at
/// least as sure of it. (What began a climb or more calls is told by other means than the reference's, see climb.h,
/// fan_out.h.)
void checkAgainst(const RankingCase& c) {
    INFO(c.name);
    const Scene scene(c.grid);
    Measurements measurements(scene);
    const auto found = rankScene(scene, measurements, HeaviestGroup{}, {});
    REQUIRE(found);
    const Ranking& r = *found;
    CHECK(r.onset == Approx(c.answer.onset).margin(1e-9));

    std::vector<std::string> alarms;
    for (const GroupMember& m : r.group.members)
        alarms.push_back(c.grid.alarms[m.alarm].id.value);
    CHECK(alarms == c.answer.alarms);
    CHECK((r.origins.empty() ? "" : c.grid.services[r.origins.front().service].value) == c.answer.origin);
    CHECK((r.load.lead && r.load.odds > .05 ? seriesName(c.grid, scene.key(r.load.lead->series)) : "") ==
          c.answer.lead);
    CHECK(r.step.has_value() == c.answer.hasStep);

    REQUIRE(r.changes.size() == c.answer.changes.size());
    if (r.changes.empty())
        return;
    const auto byP = [](const auto& a, const auto& b) { return a.p < b.p; };
    const auto& first = *std::max_element(c.answer.changes.begin(), c.answer.changes.end(), byP);
    const std::string mine = c.grid.changes[r.changes.front().hypothesis.change].id.value;
    double sum = r.nonAnswers.sum();
    for (const RankedChange& x : r.changes)
        sum += x.p;
    CHECK(sum == Approx(1).margin(1e-9));
    if (c.answer.verdict == "named" || c.answer.verdict == "ranked") {
        CHECK(mine == first.id);
        CHECK((nameOf(r.verdict) == c.answer.verdict || r.verdict == Verdict::Named));
        CHECK(r.changes.front().p > first.p - .1);
    } else {
        CHECK(nameOf(r.verdict) == c.answer.verdict);
    }
}

} // namespace

TEST_CASE("ranking: recorded scenarios are ranked at least as well as the reference prototype ranks them",
          "[analysis]") {
    const char* other = std::getenv("FORESHOCK_RANKING_FIXTURES"); // more seeds, made by make_fixtures.py
    const std::filesystem::path folder = other ? std::filesystem::path(other) : dataFolder() / "ranking";
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".json") {
            ++files;
            INFO(entry.path().filename().string());
            for (const RankingCase& c : readRankingCases(entry.path()))
                checkAgainst(c);
        }
    CHECK(files >= 16);
}
