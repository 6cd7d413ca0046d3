// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>

namespace foreshock::bench {

/// Numbers that are the same in every run (SplitMix64, Steele, Lea and Flood 2014).
class Random {
public:
    explicit Random(std::uint64_t seed)
        : m_state(seed) {}

    std::uint64_t next() {
        std::uint64_t z = (m_state += 0x9E3779B97F4A7C15U);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
        return z ^ (z >> 31);
    }
    /// [0, n)
    std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(((next() >> 32) * n) >> 32); }
    /// [0, 1)
    double share() { return static_cast<double>(next() >> 11) * 0x1p-53; }
    /// [0, n), small ones far more often, as requests and messages come.
    std::uint32_t skewed(std::uint32_t n) {
        const double x = share();
        return static_cast<std::uint32_t>(std::pow(static_cast<double>(n), x * x) - .9999);
    }
    bool isOneIn(std::uint32_t n) { return below(n) == 0; }
    template<std::size_t N>
    std::string_view pick(const std::array<std::string_view, N>& words) {
        return words[below(N)];
    }

private:
    std::uint64_t m_state;
};

} // namespace foreshock::bench
