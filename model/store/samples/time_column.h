// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/time.h"
#include "model/store/byte_stream.h"

#include <span>

namespace foreshock::store {

// Distances wrap around: the first and the last nanosecond that can be told are further apart than 63 bits.
inline Duration distance(Instant from, Instant to) {
    return Duration{static_cast<std::int64_t>(static_cast<std::uint64_t>(to.ns) - static_cast<std::uint64_t>(from.ns))};
}
inline Instant after(Instant from, Duration by) {
    return Instant{static_cast<std::int64_t>(static_cast<std::uint64_t>(from.ns) + static_cast<std::uint64_t>(by.ns))};
}

/// The usual distance of neighbours: the median; 0 if there are fewer than two.
Duration usualStep(std::span<const Instant> times);

/// Times as what each distance is more or less than the usual step, in the largest of 1 s, 1 ms, 1 µs and 1 ns that
/// divides all of them. Evenly spaced times take no more than a few bytes. Exact for any order of any times.
void writeTimes(std::span<const Instant> times, Duration step, ByteWriter& out);
/// False where the bytes are damaged.
bool readTimes(ByteReader& in, std::span<Instant> times);

} // namespace foreshock::store
