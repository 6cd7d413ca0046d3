// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace foreshock {

/// SipHash-2-4 (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012): who does not know the key can neither
/// tell what a value was made of nor make one. About a nanosecond a byte.
struct SipKey {
    std::uint64_t k0 = 0, k1 = 0;
};
std::uint64_t sipHash(SipKey key, std::string_view bytes);

} // namespace foreshock
