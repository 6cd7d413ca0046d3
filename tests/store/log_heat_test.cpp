// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/logs/log_heat.h"
#include "tests/store/store_support.h"

#include <cmath>

using namespace foreshock;
using namespace foreshock::store;
using namespace foreshock::store::test;

TEST_CASE("log heat: trouble is hot, a quiet minute is calm, a long silence is no data", "[store]") {
    const TemporaryFolder folder;
    auto file = create(folder.path("a.foreshock"));
    auto writer = begin(file, settings("a.log"));
    const auto log = [&](std::int64_t at, LogLevel level) {
        LogDraft draft;
        draft.time = minute(at);
        draft.level = level;
        draft.service = "web";
        draft.raw = "x";
        draft.message = draft.raw;
        REQUIRE(writer->log(draft, {at, at}));
    };
    // a record every second minute, errors at 20, nothing from 40 to 90
    for (std::int64_t m = 0; m <= 100; m += 2)
        if (m <= 40 || m >= 90)
            for (int n = 0; n < (m == 20 ? 20 : 1); ++n)
                log(m, m == 20 ? LogLevel::Error : LogLevel::Info);
    finish(*writer);
    const auto gate = Gate::open(file.database(), {});
    REQUIRE(gate);
    const auto heat = logHeat(file.database(), *gate, {minute(0), minute(100)}, 100);
    REQUIRE(heat);
    REQUIRE(heat->size() == 1);
    const std::vector<float>& cells = heat->front().cells;
    CHECK(cells[20] == Approx(1));
    CHECK(cells[1] == 0);
    CHECK(cells[2] == 0);
    CHECK(std::isnan(cells[60]));
    CHECK(cells[90] == 0);
}
