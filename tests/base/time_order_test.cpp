// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/time_order.h"
#include "model/domain/source.h"

#include <catch2/catch.hpp>

using namespace foreshock;

TEST_CASE("time order: unknown as long as the stretches overlap or touch", "[base]") {
    const auto at = [](std::int64_t seconds, std::int64_t error) {
        return UncertainInstant{Instant{} + Duration::seconds(seconds), Duration::seconds(error)};
    };
    CHECK(orderOf(at(10, 0), at(11, 0)) == TimeOrder::Before);
    CHECK(orderOf(at(11, 0), at(10, 0)) == TimeOrder::After);
    CHECK(orderOf(at(10, 0), at(10, 0)) == TimeOrder::Same);
    CHECK(orderOf(at(10, 1), at(10, 0)) == TimeOrder::Unknown);
    CHECK(orderOf(at(10, 2), at(15, 3)) == TimeOrder::Unknown);
    CHECK(orderOf(at(10, 2), at(16, 3)) == TimeOrder::Before);
    CHECK(orderOf(at(16, 3), at(10, 2)) == TimeOrder::After);
    for (std::int64_t a = -5; a <= 5; ++a) // what is before one way round is after the other
        for (std::int64_t error = 0; error <= 3; ++error) {
            const TimeOrder one = orderOf(at(a, error), at(0, 1)), other = orderOf(at(0, 1), at(a, error));
            CHECK((one == TimeOrder::Before) == (other == TimeOrder::After));
            CHECK((one == TimeOrder::Unknown) == (other == TimeOrder::Unknown));
        }
}

TEST_CASE("clock words: an offset is written exactly", "[base]") {
    CHECK(clockWords({}, {}) == "as read");
    CHECK(clockWords({}, Duration::seconds(2)) == "as read ±2 s");
    CHECK(clockWords(Duration::seconds(90), Duration::seconds(1)) == "+1 min 30 s ±1 s");
    CHECK(clockWords(-Duration::milliseconds(1250), {}) == "-1.25 s");
    CHECK(clockWords(Duration::hours(8) + Duration::milliseconds(1), {}) == "+8 h 0.001 s");
    CHECK(clockWords(-Duration::hours(49), {}) == "-2 d 1 h");
}
