// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/logs/log_filter.h"

#include "model/store/logs/log_rollup.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <random>

using namespace foreshock;
using namespace foreshock::store;

TEST_CASE("log filter: what a text holds is never ruled out, in any case of letters", "[store]") {
    std::mt19937 random(11);
    LogFilterBuilder builder;
    for (int n = 0; n < 300; ++n) {
        builder.clear();
        std::string text;
        for (auto i = random() % 3000; i-- > 0;)
            text += static_cast<char>(random() % (n % 2 ? 256 : 16) + (n % 2 ? 0 : 48));
        builder.add(text);
        const std::string trigrams = builder.trigramBlob(), grams = builder.gramBlob();
        for (int k = 0; k < 20 && !text.empty(); ++k) {
            std::string part = text.substr(random() % text.size(), random() % 40);
            for (char& c : part)
                if (c >= 'a' && c <= 'z' && random() % 2)
                    c = static_cast<char>(c - 32);
            const FilterProbe probe(part);
            REQUIRE(probe.trigramsMayHold(trigrams));
            REQUIRE(probe.gramsMayHold(grams));
        }
    }
}

TEST_CASE("log filter: a request id that is not there is ruled out, though all its trigrams are", "[store]") {
    std::mt19937 random(5);
    LogFilterBuilder builder;
    std::string text;
    for (int i = 0; i < 4096; ++i)
        text += fmt::format("2024-03-14T08:00:00.{:03}Z INFO request completed trace_id={:08x}{:08x}{:08x}{:08x}",
                            i % 1000, random(), random(), random(), random());
    builder.add(text);
    const std::string trigrams = builder.trigramBlob(), grams = builder.gramBlob();
    CHECK(trigrams.size() == 4001);
    CHECK(grams.size() <= 32'770);
    int passed = 0;
    for (int n = 0; n < 2000; ++n) {
        const FilterProbe probe(fmt::format("{:08x}{:08x}{:08x}{:08x}", random(), random(), random(), random()));
        CHECK(probe.trigramsMayHold(trigrams));
        passed += probe.gramsMayHold(grams) ? 1 : 0;
    }
    CHECK(passed < 20);
    // Damage rules nothing out.
    CHECK(FilterProbe("zzzzzzzz").gramsMayHold("x"));
    CHECK(FilterProbe("zzzzzzzz").trigramsMayHold(""));
}

TEST_CASE("log rollup: counts by second, name and level come back, also before 1970", "[store]") {
    LogRollupBuilder builder;
    const auto second = [](std::int64_t s, std::int64_t ns = 0) { return Instant{s * 1'000'000'000 + ns}; };
    builder.add(second(-2, 5), 1, LogLevel::Info);
    builder.add(second(-1, 999'999'999), 1, LogLevel::Info);
    builder.add(second(-2, 7), 1, LogLevel::Info);
    builder.add(second(3), 9, LogLevel::Error);
    builder.add(second(3), 1, LogLevel::Error);
    const std::string blob = builder.blob();
    const auto tallies = decodeRollup(blob);
    REQUIRE(tallies);
    std::string text;
    for (const LogTally& t : *tallies)
        text += fmt::format("{}s {} {} {}\n", t.second.ns / 1'000'000'000, t.rawName, nameOf(t.level), t.count);
    CHECK(text == "-2s 1 info 2\n-1s 1 info 1\n3s 1 error 1\n3s 9 error 1\n");
    for (std::size_t cut = 0; cut < blob.size(); ++cut)
        CHECK_FALSE(decodeRollup(blob.substr(0, cut)));
}
