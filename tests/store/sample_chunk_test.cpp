// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/blob_codec.h"
#include "model/store/samples/byte_planes.h"
#include "model/store/samples/sample_chunk.h"
#include "model/store/samples/time_column.h"
#include "tests/store/sample_series.h"
#include "tests/store/store_support.h"

#include <bit>
#include <cmath>
#include <limits>
#include <random>

using namespace foreshock;
using namespace foreshock::store;
using namespace foreshock::store::test;
using foreshock::test::mixedSeries;
using foreshock::test::SplitMix;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

void checkRoundTrip(const SampleColumns& samples) {
    const auto back = decodeSamples(encodeSamples(samples));
    REQUIRE(back);
    REQUIRE(back->size() == samples.size());
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if (back->times[i] != samples.times[i] || back->arrivedAt(i) != samples.arrivedAt(i) ||
            std::bit_cast<std::uint64_t>(back->values[i]) != std::bit_cast<std::uint64_t>(samples.values[i]))
            FAIL("sample " << i << " " << samples.values[i]);
    }
}

/// As many samples, each with a value and a distance from its predecessor that the two functions draw.
template<class Value, class Step>
SampleColumns drawn(std::size_t count, Value value, Step step) {
    SampleColumns out;
    Instant t = minute(0);
    for (std::size_t i = 0; i < count; ++i) {
        out.add({t, value(i), std::nullopt});
        t = Instant{static_cast<std::int64_t>(static_cast<std::uint64_t>(t.ns) + static_cast<std::uint64_t>(step(i)))};
    }
    return out;
}

} // namespace

TEST_CASE("samples: any double at any time comes back bit by bit", "[store]") {
    std::mt19937_64 random(7);
    SampleColumns samples;
    for (const double value :
         {0.0, -0.0, 1.5, kInfinity, -kInfinity, kNaN, std::bit_cast<double>(0x7FF0000000000001ULL),
          std::bit_cast<double>(0xFFFDEADBEEF12345ULL), std::numeric_limits<double>::denorm_min(),
          std::numeric_limits<double>::lowest(), 1e300, -1e300, 9007199254740993.0, 2251799813685248.0, .1, 1e-6, 1e-7})
        samples.add({Instant{static_cast<std::int64_t>(random())}, value, std::nullopt});
    for (int i = 0; i < 2000; ++i)
        samples.add({Instant{i * 60'000'000'000LL}, std::bit_cast<double>(random()),
                     i % 3 ? std::nullopt : std::optional(Instant{i * 60'000'000'000LL + 5})});
    samples.add({Instant::earliest(), 1, std::nullopt});
    samples.add({Instant::latest(), 1, std::nullopt});
    checkRoundTrip(samples);
    checkRoundTrip({});
    SampleColumns one;
    one.add({Instant::latest(), -0.0, Instant::earliest()});
    checkRoundTrip(one);
}

TEST_CASE("samples: series of every kind come back bit by bit", "[store]") {
    for (int id = 0; id < 20; ++id)
        for (const int count : {1, 2, 3, 15, 16, 17, 1000, 4096})
            checkRoundTrip(mixedSeries(id, count));
    SplitMix random{11};
    const double odd[] = {
        kNaN, kInfinity, -kInfinity, -0.0, 1e300, 5e-324, std::bit_cast<double>(0x7FF8000000000042ULL)};
    for (int round = 0; round < 300; ++round) {
        const std::int64_t digits = random.below(9), rarely = random.below(40) + 1, stepKind = random.below(4);
        const double scale = std::pow(10, digits), reach = std::pow(10, random.below(14));
        checkRoundTrip(drawn(
            static_cast<std::size_t>(random.below(kChunkSamples) + 1),
            [&](std::size_t) {
                return random.below(rarely) == 1 ? odd[random.below(7)]
                                                 : std::round((random.unit() - .5) * reach * scale) / scale;
            },
            [&](std::size_t) {
                return stepKind == 0   ? 1'000'000'000
                       : stepKind == 1 ? random.below(7) * 1'000'000
                       : stepKind == 2 ? random.below(1'000'000) - 500'000
                                       : static_cast<std::int64_t>(random.next() >> 8);
            }));
    }
}

TEST_CASE("samples: decimals are found where every value is one, and only there", "[store]") {
    const auto exponentOf = [](std::vector<double> values) {
        const auto found = decimalsOf(values);
        return found ? found->exponent : -1;
    };
    CHECK(exponentOf({1, 2, 3}) == 0);
    CHECK(exponentOf({1.5, 2.25}) == 2);
    CHECK(exponentOf({.1 + .2, 1}) == -1);
    CHECK(exponentOf({1e300}) == -1);
    CHECK(exponentOf({0.000001, 12}) == 6);
    CHECK(exponentOf({1.5, kNaN, 2}) == 1);
    CHECK(exponentOf(std::vector<double>(100, kNaN)) == -1);
    const std::vector<double> values = {1.25, kNaN, -0.0, -3.5};
    const auto decimals = decimalsOf(std::vector<double>(values.begin(), values.begin() + 2));
    REQUIRE(decimals);
    CHECK(decimals->whole == std::vector<std::int64_t>{125, 125});
    CHECK(decimals->exceptions == std::vector<std::uint32_t>{1});
}

TEST_CASE("samples: the usual step is the middle distance", "[store]") {
    const auto times = [](std::initializer_list<int> minutes) {
        std::vector<Instant> out;
        for (const int m : minutes)
            out.push_back(minute(m));
        return out;
    };
    CHECK(usualStep(times({})) == Duration{});
    CHECK(usualStep(times({1})) == Duration{});
    CHECK(usualStep(times({1, 2, 3, 30, 31})) == Duration::minutes(1));
    CHECK(usualStep(times({1, 3, 30, 33, 60})) == Duration::minutes(27));
}

TEST_CASE("samples: the stated mix takes under 2.5 bytes a sample", "[store]") {
    std::size_t bytes = 0, count = 0;
    for (int id = 0; id < 20; ++id) {
        bytes += encodeSamples(mixedSeries(id, 4096)).size();
        count += 4096;
    }
    CHECK(static_cast<double>(bytes) / static_cast<double>(count) < 2.5);
}

TEST_CASE("samples: damaged chunks are refused or give other samples, never a crash", "[store]") {
    SampleColumns samples = mixedSeries(1, 300);
    samples.values[7] = kNaN;
    samples.add({samples.times.back(), 5, minute(3)});
    const std::string chunk = encodeSamples(samples);
    for (std::size_t cut = 0; cut < chunk.size(); ++cut)
        CHECK_FALSE(decodeSamples(chunk.substr(0, cut)));
    CHECK_FALSE(decodeSamples("\x07garbage"));
    // Not compressed, so that the damage reaches our own decoder and not only zstd's checks.
    const auto plain = unpacked(chunk, kBlobLimit);
    REQUIRE(plain);
    std::mt19937 random(1);
    for (std::size_t at = 0; at < plain->size(); ++at) {
        std::string flipped = std::string(1, static_cast<char>(Codec::Plain)) + *plain;
        CHECK_FALSE(decodeSamples(flipped.substr(0, 1 + at)));
        flipped[1 + at] = static_cast<char>(random());
        (void)decodeSamples(flipped);
    }
}
