// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/rank_changes.h"
#include "tests/analysis/synthetic.h"

#include <catch2/catch.hpp>

using namespace foreshock;
using namespace foreshock::test;

TEST_CASE("rank changes: 500 series, 100 services and 50 changes still have the trigger first", "[analysis]") {
    const Incident incident = syntheticIncident({}, 1);
    REQUIRE(incident.series.size() == 500);
    const auto answer = rankChanges(incident, {});
    CHECK(answer->suspects.front().change.value == "trigger");
    CHECK(answer->verdict == Verdict::Named);
    CHECK(answer->suspects.size() == 50);
    CHECK(answer->coverage.series == 500);
}

TEST_CASE("rank changes: small made incidents have the trigger first on most seeds", "[analysis]") {
    int first = 0;
    for (std::uint64_t seed = 1; seed <= 10; ++seed)
        first += rankChanges(syntheticIncident({20, 12, 900}, seed), {})->suspects.front().change.value == "trigger";
    CHECK(first >= 9);
}
