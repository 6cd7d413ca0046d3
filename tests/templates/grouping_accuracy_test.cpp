// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/templates/format_strings.h"
#include "tests/templates/mined_lines.h"

#include <catch2/catch.hpp>

using namespace foreshock;

namespace {

double meanAccuracy(std::uint64_t firstSeed, int seeds) {
    double sum = 0;
    int n = 0;
    for (int i = 0; i < seeds; ++i)
        for (const test::DrawnLines& drawn : test::drawnLines(firstSeed + static_cast<std::uint64_t>(i))) {
            sum += test::groupingAccuracy(drawn.truth, test::mined(drawn.lines));
            ++n;
        }
    return sum / n;
}

} // namespace

TEST_CASE("grouping accuracy: figures of a known case", "[templates]") {
    CHECK(test::groupingAccuracy({1, 1, 2, 2, 3}, {7, 7, 8, 9, 4}) == Approx(.6));
    CHECK(test::groupingF1({1, 1, 2, 2, 3}, {7, 7, 8, 9, 4}) == Approx(4.0 / 7));
    CHECK(test::groupingAccuracy({1, 2}, {5, 6}) == 1);
}

TEST_CASE("grouping accuracy: on format strings that the miner was not made with it stays where it was measured",
          "[templates]") {
    CHECK(meanAccuracy(1, 5) >= .80);
}

TEST_CASE("grouping accuracy: on the made-up systems of the reference it is no worse", "[templates]") {
    double mine = 0, reference = 0;
    for (const test::KnownLines& known : test::knownLines()) {
        mine += test::groupingAccuracy(known.truth, test::mined(known.lines));
        reference += test::groupingAccuracy(known.truth, known.ids);
    }
    CHECK(mine >= reference);
}
