// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/blob_codec.h"
#include "model/store/samples/sealed_chunk.h"
#include "tests/store/series_file.h"

#include <limits>
#include <random>

using namespace foreshock;
using namespace foreshock::store;
using namespace foreshock::store::test;
using foreshock::test::mixedSeries;
using foreshock::test::SplitMix;

namespace {

std::optional<SamplePyramid> pyramidOf(const SampleColumns& samples, ChunkFigures& figures) {
    return SamplePyramid::build(samples, usualStep(samples.times), decimalsOf(samples.values), figures);
}

SampleColumns everyMinute(std::initializer_list<double> values) {
    SampleColumns out;
    int m = 0;
    for (const double v : values)
        out.add({minute(m++), v, std::nullopt});
    return out;
}

/// Groups hold all values, in order, within the rounding; and so does what is decoded.
void checkPyramid(const SampleColumns& samples) {
    ChunkFigures figures;
    const auto pyramid = pyramidOf(samples, figures);
    REQUIRE(pyramid);
    const auto back = SamplePyramid::decode(pyramid->encode());
    REQUIRE(back);
    REQUIRE(*back == *pyramid);
    const double rounding = (figures.values->most - figures.values->least) / 65535 * 1.0001;
    for (const std::size_t factor : {1, 4, 16}) {
        const SamplePyramid level = pyramid->coarser(factor);
        std::size_t at = 0;
        for (std::size_t g = 0; g < level.size(); ++g) {
            const SeriesSpan group = level[g];
            double least = std::numeric_limits<double>::infinity(), most = -least;
            std::size_t count = 0;
            while (at < samples.size() && std::isnan(samples.values[at]))
                ++at;
            REQUIRE(samples.times[at] == group.range.from);
            REQUIRE(group.first == Approx(samples.values[at]).margin(rounding));
            double last = 0;
            for (; at < samples.size() && samples.times[at] <= group.range.to; ++at)
                if (!std::isnan(samples.values[at])) {
                    least = std::min(least, samples.values[at]);
                    most = std::max(most, samples.values[at]);
                    last = samples.values[at];
                    ++count;
                }
            REQUIRE(count <= 16 * factor);
            REQUIRE(group.least <= least);
            REQUIRE(group.least >= least - rounding);
            REQUIRE(group.most >= most);
            REQUIRE(group.most <= most + rounding);
            REQUIRE(group.last == Approx(last).margin(rounding));
        }
        while (at < samples.size() && std::isnan(samples.values[at]))
            ++at;
        REQUIRE(at == samples.size());
    }
}

} // namespace

TEST_CASE("pyramid: groups hold every value of the chunk, rounded outwards", "[store]") {
    for (int id = 0; id < 20; ++id)
        for (const int count : {64, 65, 1000, 4096})
            checkPyramid(mixedSeries(id, count));
    SplitMix random{3};
    for (int round = 0; round < 100; ++round) {
        SampleColumns samples;
        for (const StoredSample& s : wandering(random, minute(0), 4096, Duration::seconds(15), round % 2 == 0)) {
            if (samples.size() < kChunkSamples)
                samples.add({s.time, s.value * std::pow(10, round % 30 - 15), std::nullopt});
        }
        checkPyramid(samples);
    }
}

TEST_CASE("pyramid: short decimals and constants are exact", "[store]") {
    SampleColumns samples;
    for (int i = 0; i < 200; ++i)
        samples.add({minute(i), i % 7 + .25, std::nullopt});
    ChunkFigures figures;
    const auto pyramid = pyramidOf(samples, figures);
    REQUIRE(pyramid);
    CHECK((*pyramid)[0].least == .25);
    CHECK((*pyramid)[0].most == 6.25);
    CHECK((*pyramid)[1].first == 16 % 7 + .25);
    for (double& v : samples.values)
        v = .1 + .2;
    const auto constant = pyramidOf(samples, figures);
    REQUIRE(constant);
    CHECK((*constant)[3].least == .1 + .2);
    CHECK((*constant)[3].most == .1 + .2);
}

TEST_CASE("pyramid: chunks without steps have none, their figures stand nevertheless", "[store]") {
    ChunkFigures figures;
    SampleColumns samples = mixedSeries(0, 200);
    samples.values[9] = std::numeric_limits<double>::infinity();
    CHECK_FALSE(pyramidOf(samples, figures));
    CHECK(figures.values->most == std::numeric_limits<double>::infinity());
    samples.values[9] = 1e308;
    samples.values[8] = -1e308;
    CHECK_FALSE(pyramidOf(samples, figures));
    CHECK_FALSE(pyramidOf(everyMinute({1, 2, 3}), figures));
    CHECK(figures.breaks == 0);
    CHECK(figures.values->range == TimeRange{minute(0), minute(2)});
    const double null = std::nan("");
    CHECK_FALSE(pyramidOf(everyMinute({null, null}), figures));
    CHECK_FALSE(figures.values);
    CHECK_FALSE(pyramidOf(everyMinute({null, 1, null, null, 2, 3}), figures));
    CHECK(figures.breaks == 2);
}

TEST_CASE("pyramid: a group ends before a stretch without values", "[store]") {
    SampleColumns samples;
    for (int i = 0; i < 100; ++i)
        samples.add({minute(i < 40 ? i : i + 30), i * 1.5, std::nullopt});
    ChunkFigures figures;
    const auto pyramid = pyramidOf(samples, figures);
    REQUIRE(pyramid);
    CHECK(figures.breaks == 1);
    CHECK((*pyramid)[2].range == TimeRange{minute(32), minute(39)});
    CHECK((*pyramid)[3].range.from == minute(70));
    CHECK(pyramid->coarser(4)[0].range == TimeRange{minute(0), minute(39)});
}

TEST_CASE("pyramid: damaged blobs are refused or say other things, never a crash", "[store]") {
    ChunkFigures figures;
    const auto pyramid = pyramidOf(mixedSeries(1, 1000), figures);
    REQUIRE(pyramid);
    const auto plain = unpacked(pyramid->encode(), kBlobLimit);
    REQUIRE(plain);
    std::mt19937 random(1);
    for (std::size_t at = 0; at < plain->size(); ++at) {
        std::string flipped = std::string(1, static_cast<char>(Codec::Plain)) + *plain;
        CHECK_FALSE(SamplePyramid::decode(flipped.substr(0, 1 + at)));
        flipped[1 + at] = static_cast<char>(random());
        if (const auto other = SamplePyramid::decode(flipped))
            for (std::size_t i = 0; i < other->size(); ++i)
                (void)(*other)[i];
    }
}
