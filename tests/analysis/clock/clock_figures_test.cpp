// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The evaluation of clock offsets: small here, at full size by `tests_analysis "[.evaluation]"`, which prints it.
#include "tests/analysis/clock/clock_figures.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace foreshock::test;

TEST_CASE("clock figures: half of the offsets are within .15 min, nearly all that are believed within 1",
          "[analysis][clock]") {
    const ClockFigures rates = rateFigures(3, 15);
    INFO(rates.name << " median " << rates.medianError << " within " << rates.within << " solved "
                    << rates.solvedWithin);
    CHECK(rates.cases > 100);
    CHECK(rates.medianError < .15);
    CHECK(rates.acceptedWithin > .97);
    CHECK(rates.solvedWithin > .97);
    const ClockFigures events = eventFigures(.5, .5, .5, .5, 12);
    CHECK(events.acceptedWithin > .9);
}

TEST_CASE("clock figures, in full", "[.evaluation]") {
    fmt::print(
        "| clocks | cases | median error | within 1 min or 2 s | believed | of those within | after the graph: median, "
        "within |\n|---|---|---|---|---|---|---|\n");
    const auto print = [](const ClockFigures& f) {
        fmt::print("| {} | {} | {:.2f} | {:.3f} | {:.2f} | {:.3f} | {:.2f}, {:.3f} |\n", f.name, f.cases, f.medianError,
                   f.within, f.accepted, f.acceptedWithin, f.solvedMedian, f.solvedWithin);
    };
    for (const double skew : {3.0, 6.0})
        print(rateFigures(skew, 60));
    for (const auto& [rate, seen, extra, jitter] :
         {std::tuple(2.0, .5, .5, .2), {.5, .5, .5, .5}, {.5, .2, 1.0, .5}, {.2, .2, 1.0, 1.0}, {.1, .1, 2.0, 1.0}})
        print(eventFigures(rate, seen, extra, jitter, 60));
}
