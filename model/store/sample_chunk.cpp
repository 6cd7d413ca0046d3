// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/sample_chunk.h"

#include "model/store/blob_codec.h"
#include "model/store/byte_stream.h"

#include <algorithm>
#include <bit>

namespace foreshock::store {
namespace {

Error damaged() {
    return {ErrorCode::Format, "a stored chunk of samples is damaged", "", "Run: foreshock check FILE"};
}

} // namespace

std::string encodeSamples(const std::vector<StoredSample>& samples) {
    ByteWriter out;
    out.varint(samples.size());
    std::uint64_t before = 0, stepBefore = 0;
    for (const StoredSample& sample : samples) {
        const std::uint64_t step = static_cast<std::uint64_t>(sample.time.ns) - before;
        out.signedVarint(static_cast<std::int64_t>(step - stepBefore));
        before = static_cast<std::uint64_t>(sample.time.ns);
        stepBefore = step;
    }
    std::string planes(samples.size() * 8, '\0');
    std::uint64_t last = 0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const auto bits = std::bit_cast<std::uint64_t>(samples[i].value);
        const std::uint64_t difference = bits ^ last;
        last = bits;
        for (std::size_t b = 0; b < 8; ++b)
            planes[b * samples.size() + i] = static_cast<char>(difference >> (8 * b));
    }
    out.raw(planes);
    const bool hasArrivals =
        std::any_of(samples.begin(), samples.end(), [](const StoredSample& s) { return s.arrivedAt.has_value(); });
    out.byte(hasArrivals ? 1 : 0);
    if (hasArrivals)
        for (const StoredSample& sample : samples) {
            out.byte(sample.arrivedAt ? 1 : 0);
            if (sample.arrivedAt)
                out.signedVarint(sample.arrivedAt->ns - sample.time.ns);
        }
    return packed(out.bytes());
}

Result<std::vector<StoredSample>> decodeSamples(std::string_view blob) {
    const auto bytes = unpacked(blob, kBlobLimit);
    if (!bytes)
        return bytes.error();
    ByteReader in(*bytes);
    const std::uint64_t count = in.varint();
    if (count > kChunkSamples)
        return damaged();
    std::vector<StoredSample> samples(count);
    std::uint64_t before = 0, stepBefore = 0;
    for (StoredSample& sample : samples) {
        stepBefore += static_cast<std::uint64_t>(in.signedVarint());
        before += stepBefore;
        sample.time = Instant{static_cast<std::int64_t>(before)};
    }
    const std::string_view planes = in.raw(count * 8);
    if (in.isBroken())
        return damaged();
    std::uint64_t last = 0;
    for (std::size_t i = 0; i < count; ++i) {
        std::uint64_t difference = 0;
        for (std::size_t b = 0; b < 8; ++b)
            difference |= static_cast<std::uint64_t>(static_cast<unsigned char>(planes[b * count + i])) << (8 * b);
        last ^= difference;
        samples[i].value = std::bit_cast<double>(last);
    }
    if (in.byte() == 1)
        for (StoredSample& sample : samples)
            if (in.byte() == 1)
                sample.arrivedAt = sample.time + Duration{in.signedVarint()};
    if (in.isBroken())
        return damaged();
    return samples;
}

} // namespace foreshock::store
