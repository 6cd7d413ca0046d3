// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/map/map_focus.h"
#include "tests/analysis/map/drawn_map.h"

#include <catch2/catch.hpp>

using namespace foreshock;
using namespace foreshock::test;

namespace {

std::string named(const ServiceMap& map, const MapFocus& focus) {
    std::string out;
    for (const int n : focus.nodes)
        out += (out.empty() ? "" : " ") + map.id(n).value;
    return out;
}

} // namespace

TEST_CASE("map focus: so many hops in both directions, with the edges between", "[analysis][map]") {
    const Incident i = drawnMap("api>db web>api mail>web db>disk page>mail other loop>loop");
    const ServiceMap map(i.services, i.dependencies);
    const auto on = [&](const char* service, int hops) { return focusOn(map, map.indexOf(ServiceId(service)), hops); };
    CHECK(named(map, on("api", 0)) == "api");
    CHECK(named(map, on("api", 1)) == "api db web");
    CHECK(on("api", 1).edges.size() == 2);
    CHECK(named(map, on("api", 2)) == "api db disk mail web");
    CHECK(on("api", 2).leftOut == 3);
    CHECK(named(map, on("loop", 5)) == "loop");
    CHECK(on("loop", 5).edges.empty()); // an arrow to itself says nothing
    CHECK(focusOnAll(map).nodes.size() == 8);
    CHECK(focusOnAll(map).leftOut == 0);
}

TEST_CASE("map focus: a cycle ends, and a map that is too large is drawn in part", "[analysis][map]") {
    const Incident cycle = drawnMap("a>b b>c c>a");
    const ServiceMap round(cycle.services, cycle.dependencies);
    CHECK(focusOn(round, 0, 50).nodes.size() == 3);
    Incident large;
    for (int k = 0; k < 5'000; ++k) {
        Service s;
        s.id = ServiceId("s" + std::to_string(k));
        large.services.push_back(s);
        Dependency d;
        d.from = s.id;
        d.to = ServiceId("hub");
        large.dependencies.push_back(d);
    }
    const ServiceMap star(large.services, large.dependencies);
    const MapFocus all = focusOnAll(star);
    CHECK(all.nodes.size() == kMostNodesDrawn);
    CHECK(all.leftOut == 5'001 - kMostNodesDrawn);
    const int hub = star.indexOf(ServiceId("hub"));
    CHECK(std::binary_search(all.nodes.begin(), all.nodes.end(), hub)); // the best connected stays
    CHECK(focusOn(star, hub, 2).nodes.size() == kMostNodesDrawn);
}
