// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/byte_stream.h"

#include <optional>
#include <span>
#include <vector>

namespace foreshock::store {

/// Doubles as whole multiples of 10^-exponent, where every one of them is that multiple bit by bit. What no decimal
/// can tell (null samples, infinities, −0) is an exception and repeats its predecessor here.
struct Decimals {
    int exponent = 0; ///< 0 to 6
    std::vector<std::int64_t> whole;
    std::vector<std::uint32_t> exceptions; ///< places, rising; at most one in 16
};

/// Empty where the values are no short decimals.
std::optional<Decimals> decimalsOf(std::span<const double> values);
/// The double that a whole multiple of 10^-exponent stands for.
double decimal(std::int64_t whole, int exponent);

/// Values as differences of decimals where `decimals` is there, else as the XOR with their predecessor (Pelkonen et
/// al., Gorilla, VLDB 2015); either way laid out in byte planes. Bit-exact, NaN payloads too.
void writeValues(std::span<const double> values, const std::optional<Decimals>& decimals, ByteWriter& out);
/// False where the bytes are damaged.
bool readValues(ByteReader& in, std::span<double> values);

} // namespace foreshock::store
