// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/byte_stream.h"

#include <cstdint>
#include <span>

namespace foreshock::store {

inline std::uint64_t zigzag(std::int64_t value) {
    return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}
inline std::int64_t unzigzag(std::uint64_t value) {
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

/// Numbers laid out byte by byte: all lowest bytes, then all second ones… (the shuffle of HDF5), so that a general
/// compressor sees like beside like, and both ways are loops without a branch. Writes the width that holds all bits of
/// `any`, then width × size bytes, a cut before each plane.
void writePlanes(std::span<const std::uint64_t> numbers, std::uint64_t any, ByteWriter& out);
/// False where the bytes are damaged.
bool readPlanes(ByteReader& in, std::span<std::uint64_t> numbers);

} // namespace foreshock::store
