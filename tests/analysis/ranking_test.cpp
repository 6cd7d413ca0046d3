// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/ranking.h"
#include "tests/analysis/fixture.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace foreshock;
using namespace foreshock::test;

namespace {

/// Names of the likely changes, most probable first; equals in the order of their ids.
std::vector<std::string> likely(std::vector<ExpectedAnswer::Change> changes) {
    std::erase_if(changes, [](const auto& c) { return c.p < .01; });
    std::vector<std::string> out;
    for (const auto& c : changes)
        out.push_back(c.id);
    return out;
}

std::string seriesName(const IncidentGrid& grid, const SeriesKey& key) {
    return grid.services[key.first].value + "/" + key.second;
}

void checkAgainst(const RankingCase& c) {
    INFO(c.name);
    const Scene scene(c.grid);
    Measurements measurements(scene);
    const auto found = rankScene(scene, measurements, HeaviestGroup{}, {});
    REQUIRE(found);
    const Ranking& r = *found;
    CHECK(nameOf(r.verdict) == c.answer.verdict);
    CHECK(r.onset == Approx(c.answer.onset).margin(1e-9));

    std::vector<std::string> alarms;
    for (const GroupMember& m : r.group.members)
        alarms.push_back(c.grid.alarms[m.alarm].id.value);
    CHECK(alarms == c.answer.alarms);
    CHECK((r.origins.empty() ? "" : c.grid.services[r.origins.front().service].value) == c.answer.origin);

    const auto non = [&](const char* name) { return c.answer.non.at(name); };
    CHECK(r.nonAnswers.load == Approx(non("load")).margin(1e-6));
    CHECK(r.nonAnswers.other == Approx(non("other")).margin(1e-6));
    CHECK(r.nonAnswers.unrecorded == Approx(non("unrecorded")).margin(1e-6));
    CHECK(r.nonAnswers.cannotTell == Approx(non("cannot_tell")).margin(1e-6));
    CHECK((r.load.lead && r.load.odds > .05 ? seriesName(c.grid, scene.key(r.load.lead->series)) : "") ==
          c.answer.lead);
    CHECK(r.step.has_value() == c.answer.hasStep);

    std::vector<ExpectedAnswer::Change> changes;
    for (const RankedChange& x : r.changes) {
        const std::string id = c.grid.changes[x.hypothesis.change].id.value;
        changes.push_back({id, x.p, x.score});
        const auto expected = c.answer.ceilings.find(id);
        const bool hasCeiling = !x.hypothesis.isLate && x.story() && x.story()->reached;
        CHECK(hasCeiling == (expected != c.answer.ceilings.end()));
        if (hasCeiling && expected != c.answer.ceilings.end()) {
            CHECK(seriesName(c.grid, scene.key(x.story()->reached->series)) == expected->second.series);
            CHECK(x.story()->reached->minute == Approx(expected->second.minute).margin(1e-9));
            CHECK(x.story()->reached->share == Approx(expected->second.share).margin(1e-6));
        }
    }
    CHECK(likely(changes) == likely(c.answer.changes));
    REQUIRE(changes.size() == c.answer.changes.size());
    for (const auto& e : c.answer.changes) {
        const auto mine = std::find_if(changes.begin(), changes.end(), [&](const auto& x) { return x.id == e.id; });
        REQUIRE(mine != changes.end());
        INFO(e.id);
        CHECK(mine->p == Approx(e.p).margin(1e-6));
        CHECK(mine->score == Approx(e.score).margin(1e-5));
    }
}

} // namespace

TEST_CASE("ranking: recorded scenarios are ranked as the reference prototype ranks them", "[analysis]") {
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
