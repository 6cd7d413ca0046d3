// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/samples/sample_chunk.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace foreshock::test {

/// A small generator that gives the same on every machine (Steele, Lea and Flood, SplitMix, OOPSLA 2014).
struct SplitMix {
    std::uint64_t state;
    std::uint64_t next() {
        std::uint64_t z = (state += 0x9E3779B97F4A7C15ULL);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }
    double unit() { return static_cast<double>(next() >> 11) * 0x1p-53; }
    std::int64_t below(std::int64_t n) { return static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(n)); }
};

/// The mix of series that sizes are stated on, one sample every 15 s: of ten, four are gauges with two decimals, three
/// counters, two noisy floats, one steps; every other one is scraped up to 3 ms early or late.
inline store::SampleColumns mixedSeries(int id, int count) {
    store::SampleColumns out;
    SplitMix random{static_cast<std::uint64_t>(id) * 7919 + 1};
    const int kind = id % 10;
    double x = kind < 4 ? 50 : 0;
    std::int64_t due = 1'710'403'200'000 + id * 37 % 15000;
    for (int i = 0; i < count; ++i, due += 15000) {
        const std::int64_t ms = due + (id % 2 ? random.below(7) - 3 : 0);
        if (kind < 4)
            x = std::clamp(x + (random.unit() - .5) * 4, 0., 100.);
        else if (kind < 7)
            x += static_cast<double>(random.below(kind == 4 ? 20 : 5000));
        else if (kind < 9)
            x = .05 + random.unit() * .01 + (random.below(997) == 0 ? 2.5 * random.unit() : 0);
        else if (random.below(5000) == 0)
            x = static_cast<double>(random.below(8));
        out.add({Instant{ms * 1'000'000}, kind < 4 ? std::round(x * 100) / 100 : x, std::nullopt});
    }
    return out;
}

} // namespace foreshock::test
