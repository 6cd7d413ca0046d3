// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/samples/sample_chunk.h"

#include "model/store/blob_codec.h"
#include "model/store/byte_stream.h"
#include "model/store/samples/time_column.h"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace foreshock::store {
namespace {

Error damaged() {
    return {ErrorCode::Format, "a stored chunk of samples is damaged", "", "Run: foreshock check FILE"};
}

} // namespace

void SampleColumns::addArrival(std::optional<Instant> arrived) {
    arrivals.resize(times.size());
    arrivals.push_back(arrived);
}

void SampleColumns::append(const SampleColumns& others, std::size_t from, std::size_t to) {
    const auto range = [from, to](const auto& v) {
        return std::pair{v.begin() + static_cast<std::ptrdiff_t>(from), v.begin() + static_cast<std::ptrdiff_t>(to)};
    };
    const auto [firstTime, lastTime] = range(others.times);
    const auto [firstValue, lastValue] = range(others.values);
    if (!others.arrivals.empty()) {
        const auto [first, last] = range(others.arrivals);
        arrivals.resize(times.size());
        arrivals.insert(arrivals.end(), first, last);
    }
    times.insert(times.end(), firstTime, lastTime);
    values.insert(values.end(), firstValue, lastValue);
    if (!arrivals.empty())
        arrivals.resize(times.size());
}

void SampleColumns::sort() {
    if (std::is_sorted(times.begin(), times.end()))
        return;
    std::vector<std::size_t> order(size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [this](std::size_t a, std::size_t b) { return times[a] < times[b]; });
    SampleColumns sorted;
    for (const std::size_t i : order)
        sorted.add({times[i], values[i], arrivedAt(i)});
    *this = std::move(sorted);
}

std::size_t SampleColumns::bytes() const {
    return times.capacity() * sizeof(Instant) + values.capacity() * sizeof(double) +
           arrivals.capacity() * sizeof(std::optional<Instant>);
}

std::string encodeSamples(const SampleColumns& samples, Duration step, const std::optional<Decimals>& decimals) {
    assert(samples.size() <= kChunkSamples);
    ByteWriter out;
    out.varint(samples.size());
    writeTimes(samples.times, step, out);
    writeValues(samples.values, decimals, out);
    out.byte(samples.arrivals.empty() ? 0 : 1);
    for (std::size_t i = 0; i < samples.arrivals.size(); ++i) {
        out.byte(samples.arrivals[i] ? 1 : 0);
        if (samples.arrivals[i])
            out.signedVarint(distance(samples.times[i], *samples.arrivals[i]).ns);
    }
    return packed(out.bytes(), out.cuts());
}

std::string encodeSamples(const SampleColumns& samples) {
    return encodeSamples(samples, usualStep(samples.times), decimalsOf(samples.values));
}

Result<SampleColumns> decodeSamples(std::string_view blob) {
    const auto bytes = unpacked(blob, kBlobLimit);
    if (!bytes)
        return bytes.error();
    ByteReader in(*bytes);
    const std::uint64_t count = in.varint();
    if (count > kChunkSamples)
        return damaged();
    SampleColumns samples;
    samples.times.resize(count);
    samples.values.resize(count);
    if (!readTimes(in, samples.times) || !readValues(in, samples.values))
        return damaged();
    if (in.byte() == 1) {
        samples.arrivals.resize(count);
        for (std::size_t i = 0; i < count; ++i)
            if (in.byte() == 1)
                samples.arrivals[i] = after(samples.times[i], Duration{in.signedVarint()});
    }
    if (in.isBroken() || !in.isAtEnd())
        return damaged();
    return samples;
}

} // namespace foreshock::store
