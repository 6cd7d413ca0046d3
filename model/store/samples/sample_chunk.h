// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/domain/series.h"
#include "model/store/samples/value_column.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace foreshock::store {

inline constexpr std::size_t kChunkSamples = 4096;

/// A sample with the moment from which it could be seen (none: with the event).
struct StoredSample {
    Instant time;
    double value;
    std::optional<Instant> arrivedAt;
};

/// Samples of one series from one source, column by column, in order of storing or of time.
struct SampleColumns {
    std::vector<Instant> times;
    std::vector<double> values;                   ///< NaN: a null sample
    std::vector<std::optional<Instant>> arrivals; ///< empty: each could be seen with its event

    std::size_t size() const { return times.size(); }
    std::optional<Instant> arrivedAt(std::size_t i) const { return arrivals.empty() ? std::nullopt : arrivals[i]; }
    void add(const StoredSample& sample) {
        if (sample.arrivedAt || !arrivals.empty())
            addArrival(sample.arrivedAt);
        times.push_back(sample.time);
        values.push_back(sample.value);
    }
    /// Adds samples [from, to) of others.
    void append(const SampleColumns& others, std::size_t from, std::size_t to);
    /// Into order of time; of equal times the later stored stays later.
    void sort();
    bool isFull() const { return times.size() == times.capacity(); } ///< the next one takes more memory
    std::size_t bytes() const;                                       ///< of memory

private:
    void addArrival(std::optional<Instant> arrived);
};

/// One blob of at most kChunkSamples: times, values (see time_column.h, value_column.h), arrivals, then zstd.
/// Bit-exact, NaN payloads too. `step` and `decimals` are what usualStep() and decimalsOf() say of them.
std::string encodeSamples(const SampleColumns& samples, Duration step, const std::optional<Decimals>& decimals);
std::string encodeSamples(const SampleColumns& samples);
/// Errors: Format where the blob is damaged.
Result<SampleColumns> decodeSamples(std::string_view blob);

} // namespace foreshock::store
