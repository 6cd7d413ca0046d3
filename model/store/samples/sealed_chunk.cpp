// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/samples/sealed_chunk.h"

#include "model/store/samples/time_column.h"

namespace foreshock::store {

SealedChunk sealed(SampleColumns samples) {
    samples.sort();
    SealedChunk out;
    out.count = static_cast<std::int64_t>(samples.size());
    out.first = samples.times.front();
    out.last = samples.times.back();
    for (const std::optional<Instant>& each : samples.arrivals)
        if (each && (!out.maxArrived || *out.maxArrived < *each))
            out.maxArrived = each;
    const Duration step = usualStep(samples.times);
    const auto decimals = decimalsOf(samples.values);
    out.data = encodeSamples(samples, step, decimals);
    if (const auto pyramid = SamplePyramid::build(samples, step, decimals, out.figures))
        out.pyramid = pyramid->encode();
    return out;
}

} // namespace foreshock::store
