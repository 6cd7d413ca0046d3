// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/samples/time_column.h"

#include "model/store/samples/byte_planes.h"

#include <algorithm>
#include <vector>

namespace foreshock::store {
namespace {

template<std::int64_t Unit>
bool areWhole(std::span<const std::int64_t> distances) {
    return std::all_of(distances.begin(), distances.end(), [](std::int64_t d) { return d % Unit == 0; });
}

std::int64_t unitOf(std::span<const std::int64_t> distances) {
    return areWhole<1'000'000'000>(distances) ? 1'000'000'000
           : areWhole<1'000'000>(distances)   ? 1'000'000
           : areWhole<1'000>(distances)       ? 1'000
                                              : 1;
}

} // namespace

Duration usualStep(std::span<const Instant> times) {
    if (times.size() < 2)
        return {};
    // Mostly nearly all distances are the same: no need to order them.
    const std::int64_t guess = distance(times[0], times[1]).ns;
    std::vector<std::int64_t> distances(times.size() - 1);
    std::size_t same = 0;
    for (std::size_t i = 0; i < distances.size(); ++i) {
        distances[i] = distance(times[i], times[i + 1]).ns;
        same += distances[i] == guess ? 1 : 0;
    }
    if (2 * same > distances.size())
        return Duration{guess};
    // A few hundred tell the middle well enough: it is a yardstick, not a measurement.
    if (distances.size() > 512) {
        const std::size_t stride = distances.size() / 512 + 1;
        std::size_t kept = 0;
        for (std::size_t i = 0; i < distances.size(); i += stride)
            distances[kept++] = distances[i];
        distances.resize(kept);
    }
    const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
    std::nth_element(distances.begin(), middle, distances.end());
    return Duration{*middle};
}

void writeTimes(std::span<const Instant> times, Duration step, ByteWriter& out) {
    if (times.empty())
        return;
    out.signedVarint(times[0].ns);
    std::vector<std::int64_t> distances(times.size() - 1);
    std::uint64_t different = 0;
    for (std::size_t i = 0; i < distances.size(); ++i) {
        distances[i] = distance(times[i], times[i + 1]).ns;
        different |= static_cast<std::uint64_t>(distances[i]) ^ static_cast<std::uint64_t>(step.ns);
    }
    const std::int64_t unit = different == 0 ? 1 : unitOf(distances);
    const auto usual = static_cast<std::uint64_t>(step.ns / unit);
    out.varint(static_cast<std::uint64_t>(unit));
    out.signedVarint(static_cast<std::int64_t>(usual));
    std::vector<std::uint64_t> residues(distances.size());
    std::uint64_t any = 0;
    if (different != 0)
        for (std::size_t i = 0; i < distances.size(); ++i) {
            residues[i] = zigzag(static_cast<std::int64_t>(static_cast<std::uint64_t>(distances[i] / unit) - usual));
            any |= residues[i];
        }
    writePlanes(residues, any, out);
}

bool readTimes(ByteReader& in, std::span<Instant> times) {
    if (times.empty())
        return true;
    auto t = static_cast<std::uint64_t>(in.signedVarint());
    const std::uint64_t unit = in.varint();
    const auto usual = static_cast<std::uint64_t>(in.signedVarint());
    times[0] = Instant{static_cast<std::int64_t>(t)};
    std::vector<std::uint64_t> residues(times.size() - 1);
    if (!readPlanes(in, residues))
        return false;
    for (std::size_t i = 0; i < residues.size(); ++i) {
        t += (static_cast<std::uint64_t>(unzigzag(residues[i])) + usual) * unit;
        times[i + 1] = Instant{static_cast<std::int64_t>(t)};
    }
    return true;
}

} // namespace foreshock::store
