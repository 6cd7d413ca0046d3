// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/samples/series_reader.h"
#include "tests/store/series_file.h"

using namespace foreshock;
using namespace foreshock::store;
using namespace foreshock::store::test;
using foreshock::test::SplitMix;

namespace {

/// Every span must say of the samples between its two times what they are, every value in sight must be in one span,
/// and the gaps must be those of the samples.
void checkWindow(const SeriesWindow& w, const std::vector<Sample>& all, int pixels) {
    std::vector<Sample> values;
    double least = 0, most = 0;
    for (const Sample& s : all)
        if (!std::isnan(s.value)) {
            values.push_back(s);
            least = std::min(least, s.value);
            most = std::max(most, s.value);
        }
    if (values.empty()) {
        REQUIRE(w.spans.empty());
        return;
    }
    const double rounding = (most - least) / 65535 * 1.001;
    const auto indexOf = [&](Instant t) {
        const auto found =
            std::lower_bound(values.begin(), values.end(), t, [](const Sample& s, Instant at) { return s.time < at; });
        REQUIRE(found != values.end());
        REQUIRE(found->time == t);
        return static_cast<std::size_t>(found - values.begin());
    };
    REQUIRE_FALSE(w.spans.empty());
    const Duration cell{std::max<std::int64_t>(1, w.range.length().ns / pixels)}, hole{w.step.ns * 5 / 2};
    std::vector<TimeRange> gaps;
    std::size_t next = indexOf(w.spans.front().range.from);
    CHECK((next == 0 || values[next].time < w.range.from));
    if (next > 0) // no more of the past than the margin and one group
        CHECK((w.spans.size() < 2 || w.range.from - w.range.length() / 20 - cell - w.step * 16 < w.spans[1].range.to));
    for (const SeriesSpan& span : w.spans) {
        const std::size_t begin = indexOf(span.range.from), end = indexOf(span.range.to) + 1;
        INFO("span of samples " << begin << " to " << end << " of " << values.size());
        REQUIRE(begin == next);
        REQUIRE(begin < end);
        if (&span != &w.spans.front() && values[begin].time - values[begin - 1].time > hole)
            gaps.push_back({values[begin - 1].time, values[begin].time});
        double low = values[begin].value, high = low;
        for (std::size_t i = begin; i < end; ++i) {
            low = std::min(low, values[i].value);
            high = std::max(high, values[i].value);
            if (i > begin && values[i].time - values[i - 1].time > hole)
                FAIL("a gap in a span");
        }
        REQUIRE(span.least <= low);
        REQUIRE(span.least >= low - rounding);
        REQUIRE(span.most >= high);
        REQUIRE(span.most <= high + rounding);
        REQUIRE(span.first == Approx(values[begin].value).margin(rounding));
        REQUIRE(span.last == Approx(values[end - 1].value).margin(rounding));
        REQUIRE(span.range.length() < cell * 2);
        next = end;
    }
    CHECK((next == values.size() || values[next - 1].time >= w.range.to));
    REQUIRE(w.gaps == gaps);
}

/// Windows of all sizes at random places, those beyond either end too.
void checkWindows(SeriesFile& file, std::uint64_t seed, const Snapshot& snapshot = {}) {
    SplitMix random{seed};
    const std::vector<Sample> all = file.seen(snapshot.asOf);
    const auto gate = Gate::open(file.database(), snapshot);
    REQUIRE(gate);
    SampleCache cache(std::size_t{2} << 20); // small, so that it also has to let go
    SeriesReader reader(file.database(), *gate, cache);
    REQUIRE(reader.samples(file.info.id, TimeRange::everything())->size() == all.size());
    if (all.empty())
        return;
    const TimeRange whole{all.front().time, all.back().time + Duration{1}};
    for (int round = 0; round < 60; ++round) {
        const double zoom = std::pow(10, -random.unit() * 4.5);
        const Duration length{static_cast<std::int64_t>(static_cast<double>(whole.length().ns) * zoom) + 1};
        const Instant from =
            whole.from - length / 2 +
            Duration{static_cast<std::int64_t>(random.unit() * static_cast<double>(whole.length().ns))};
        const int pixels = static_cast<int>(random.below(400)) + 1;
        const auto w = reader.window(file.info, {from, from + length}, pixels);
        REQUIRE(w);
        INFO("round " << round << ", zoom " << zoom << ", " << pixels << " pixels");
        checkWindow(*w, all, pixels);
    }
    CHECK(cache.bytes() <= std::size_t{2} << 20);
}

} // namespace

TEST_CASE("window: at every zoom the spans say what the samples are", "[store]") {
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        SplitMix random{seed};
        SeriesFile file;
        file.add(wandering(random, minute(0), 30'000, Duration::seconds(15), seed % 2 == 0));
        checkWindows(file, seed);
    }
}

TEST_CASE("window: sources one after the other, shifted, and with a tail", "[store]") {
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        SplitMix random{seed};
        SeriesFile file;
        const auto first = wandering(random, minute(0), 9000, Duration::seconds(5), true);
        file.add(first, Duration::minutes(-30));
        file.add(wandering(random, first.back().time + Duration::seconds(5 * static_cast<std::int64_t>(seed)), 14'000,
                           Duration::seconds(5), false),
                 Duration::minutes(-30), 700);
        checkWindows(file, seed);
    }
}

TEST_CASE("window: sources that overlap are merged, the later stored wins", "[store]") {
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        SplitMix random{seed};
        SeriesFile file;
        file.add(wandering(random, minute(0), 12'000, Duration::seconds(10), true));
        file.add(wandering(random, minute(700), 5000, Duration::seconds(10), true));
        file.add(wandering(random, minute(100), 20, Duration::seconds(10), true), Duration::seconds(3));
        file.add(wandering(random, minute(5000), 100, Duration::seconds(10), true), Duration{}, 100);
        checkWindows(file, seed);
    }
}

TEST_CASE("window: nothing is drawn before it had arrived", "[store]") {
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        SplitMix random{seed};
        SeriesFile file;
        auto late = wandering(random, minute(0), 15'000, Duration::seconds(10), true);
        for (std::size_t i = 0; i < late.size(); ++i)
            if (i % 3 || seed % 2)
                late[i].arrivedAt = late[i].time + Duration::seconds(random.below(4000));
        file.add(late, Duration::minutes(7));
        file.add(wandering(random, late.back().time, 10'000, Duration::seconds(10), true), Duration::minutes(20));
        for (const int m : {-10, 300, 1500, 2600, 4000, 100'000}) {
            Snapshot snapshot;
            snapshot.asOf = minute(m);
            checkWindows(file, seed, snapshot);
        }
    }
}

TEST_CASE("window: samples out of order and twice at one time", "[store]") {
    SplitMix random{5};
    SeriesFile file;
    auto samples = wandering(random, minute(0), 9000, Duration::seconds(10), true);
    for (std::size_t i = 0; i + 7 < samples.size(); i += 97)
        std::swap(samples[i], samples[i + 7]);
    for (std::size_t i = 50; i < samples.size(); i += 301)
        samples[i].time = samples[i - 1].time;
    file.add(samples);
    checkWindows(file, 5);
}

TEST_CASE("window: inside a gap the values on either side are there, and the gap", "[store]") {
    SeriesFile file;
    std::vector<StoredSample> samples;
    for (int m = 0; m < 200; ++m)
        if (m < 50 || m >= 120)
            samples.push_back({minute(m), m * 1.0, std::nullopt});
    file.add(samples);
    const auto gate = Gate::open(file.database(), {});
    REQUIRE(gate);
    const auto w = seriesWindow(file.database(), *gate, file.info, {minute(80), minute(90)}, 100);
    REQUIRE(w);
    CHECK(w->gaps == std::vector<TimeRange>{{minute(49), minute(120)}});
    REQUIRE(w->spans.size() == 2);
    CHECK(w->spans[0].last == 49);
    CHECK(w->spans[1].first == 120);
    CHECK(w->step == Duration::minutes(1));
}

TEST_CASE("window: what was decoded is kept, and dropped when samples are written", "[store]") {
    SeriesFile file;
    SplitMix random{9};
    file.add(wandering(random, minute(0), 20'000, Duration::seconds(10), true));
    SampleCache cache;
    const auto gate = Gate::open(file.database(), {});
    REQUIRE(gate);
    SeriesReader reader(file.database(), *gate, cache);
    const TimeRange whole{minute(0), minute(5000)};
    REQUIRE(reader.window(file.info, whole, 100));
    const std::size_t filled = cache.bytes();
    CHECK(filled > 0);
    REQUIRE(file.database().run("DELETE FROM sample_pyramid")); // nothing is asked for again
    const auto again = reader.window(file.info, whole, 100);
    REQUIRE(again);
    CHECK(cache.bytes() == filled);
    checkWindow(*again, file.seen(), 100);
    file.add(wandering(random, minute(6000), 10, Duration::seconds(10), true));
    const auto wider = Gate::open(file.database(), {});
    REQUIRE(wider);
    SeriesReader next(file.database(), *wider, cache);
    const auto more = next.window(file.info, {minute(0), minute(7000)}, 100);
    REQUIRE(more);
    checkWindow(*more, file.seen(), 100);
}
