// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/change_path.h"

#include <catch2/catch.hpp>

using namespace foreshock;

TEST_CASE("paths from a change: of two ways of one kind the stronger counts, whatever the order of names",
          "[analysis]") {
    // 0 depends on 1 and 2, both on 3: softly over one of them.
    for (const int soft : {1, 2}) {
        std::vector<GridEdge> edges;
        for (const int between : {1, 2}) {
            const DependencyKind kind = between == soft ? DependencyKind::Soft : DependencyKind::Hard;
            edges.push_back({0, between, kind});
            edges.push_back({between, 3, kind});
        }
        const ServiceGraph graph(4, edges);
        CHECK(pathsFrom(graph, 0).at(3).weight == Approx(.05));
        CHECK(pathsFrom(graph, 3).at(0).weight == Approx(.03));
        CHECK(pathsFrom(graph, 3).at(3).weight == Approx(1));
    }
}
