// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/graph_layout.h"
#include "tests/analysis/noise.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace foreshock;
using namespace foreshock::test;

namespace {

MapToLayOut chain(int boxes) {
    MapToLayOut out;
    out.boxes.assign(static_cast<std::size_t>(boxes), {148, 46});
    for (int i = 0; i + 1 < boxes; ++i)
        out.arrows.emplace_back(i, i + 1);
    return out;
}

} // namespace

TEST_CASE("layout: dependents at the left, boxes apart, arrows from box to box", "[workflows][map]") {
    MapToLayOut map = chain(4);
    map.arrows.emplace_back(0, 3);
    map.arrows.emplace_back(3, 0);  // a cycle
    map.arrows.emplace_back(0, 1);  // parallel
    map.boxes.push_back({148, 46}); // an island
    const auto layout = layOutMap(map);
    REQUIRE(layout);
    CHECK(layout->engine == "dot");
    REQUIRE(layout->centres.size() == 5);
    CHECK(layout->centres[0].x < layout->centres[1].x);
    CHECK(layout->centres[1].x < layout->centres[2].x);
    for (std::size_t a = 0; a < 5; ++a)
        for (std::size_t b = a + 1; b < 5; ++b)
            CHECK((std::abs(layout->centres[a].x - layout->centres[b].x) >= 148 ||
                   std::abs(layout->centres[a].y - layout->centres[b].y) >= 46));
    REQUIRE(layout->courses.size() == map.arrows.size());
    for (std::size_t i = 0; i < map.arrows.size(); ++i) {
        const auto& course = layout->courses[i];
        REQUIRE(course.size() % 3 == 1);
        const auto isNear = [&](const MapPoint& p, int box) {
            const MapPoint& c = layout->centres[static_cast<std::size_t>(box)];
            return std::abs(p.x - c.x) < 148 / 2 + 8 && std::abs(p.y - c.y) < 46 / 2 + 8;
        };
        CHECK(isNear(course.front(), map.arrows[i].first));
        CHECK(isNear(course.back(), map.arrows[i].second));
    }
    const auto again = layOutMap(map);
    REQUIRE(again);
    CHECK(again->centres == layout->centres);
    CHECK(layOutMap({})->centres.empty());
}

TEST_CASE("layout: sfdp takes over where dot takes too long, and a stop is heard", "[workflows][map]") {
    Noise noise(3);
    MapToLayOut map = chain(1'000);
    while (map.arrows.size() < 5'000)
        map.arrows.emplace_back(noise.below(1'000), noise.below(1'000));
    const auto layout = layOutMap(map, {}, Duration::seconds(2));
    REQUIRE(layout);
    CHECK((layout->engine == "sfdp" || layout->engine == "dot"));
    CHECK(layout->centres.size() == 1'000);
    const auto none = layOutMap(map, {}, Duration::milliseconds(1));
    REQUIRE_FALSE(none);
    CHECK(none.error().text() == "laying out 1000 services took too long. Focus on one service");
    std::stop_source source;
    source.request_stop();
    const auto stopped = layOutMap(map, source.get_token());
    REQUIRE_FALSE(stopped);
    CHECK(stopped.error().code == ErrorCode::Cancelled);
}

TEST_CASE("layout: half an answer, or another one, is told and nothing else happens", "[workflows][map]") {
    const MapToLayOut map = chain(2);
    const std::string good = R"({"bb":"0,0,300,50","objects":[{"name":"n0","pos":"74,23"},{"name":"n1","pos":"220,23"}],
"edges":[{"id":"0","pos":"e,146,23 148,23 150,23 152,23 140,23"}]})";
    const auto read = readLayout(good, map);
    REQUIRE(read);
    CHECK(read->courses[0].back() == MapPoint{146, 27});
    for (std::size_t cut = 0; cut < good.size(); ++cut)
        CHECK_FALSE(readLayout(good.substr(0, cut), map));
    for (const char* bad : {"[]", "null", R"({"bb":"0,0,3"})", R"({"bb":"0,0,nan,5","objects":[]})",
                            R"({"bb":"0,0,3,5","objects":[{"name":"n9","pos":"1,1"},{"name":"n1","pos":"1,1"}]})",
                            R"({"bb":"0,0,3,5","objects":[{"name":"x","pos":"1,1"}]})",
                            R"({"bb":"0,0,3,5","objects":[{"name":"n0","pos":"1"},{"name":"n1","pos":"1,1"}]})",
                            R"({"bb":7,"objects":3})"}) {
        INFO(bad);
        CHECK_FALSE(readLayout(bad, map));
    }
}
