// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace foreshock {

/// Random numbers that are the same on every machine and compiler: xoshiro256** (Blackman and Vigna 2018), seeded
/// through splitmix64. Every series and purpose draws from a stream of its own name, so that adding one leaves the
/// others as they are.
class ScenarioRandom {
public:
    ScenarioRandom(std::uint64_t seed, std::string_view stream);

    std::uint64_t next();
    /// In [0, 1).
    double unit();
    /// In [0, count); count > 0.
    std::uint64_t below(std::uint64_t count);
    /// Standard normal: the inverse of its distribution function at one uniform number (Wichura 1988, AS 241), so
    /// every value costs exactly one draw.
    double normal();

private:
    std::array<std::uint64_t, 4> m_state;
};

/// Quantile of the standard normal distribution for 0 < p < 1; relative error about 1e-16.
double normalQuantile(double p);

} // namespace foreshock
