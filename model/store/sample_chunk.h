// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/domain/series.h"

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

/// Delta-of-delta times, then values as the XOR with their predecessor laid out byte plane by byte plane
/// (Pelkonen et al., Gorilla, VLDB 2015, for the deltas; the shuffle as in HDF5), then zstd. Bit-exact, NaN payloads
/// too.
std::string encodeSamples(const std::vector<StoredSample>& samples);
/// Errors: Format where the blob is damaged.
Result<std::vector<StoredSample>> decodeSamples(std::string_view blob);

} // namespace foreshock::store
