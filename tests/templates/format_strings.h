// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace foreshock::test {

/// Lines drawn from a program's format strings: which one, and the message.
struct DrawnLines {
    std::string name;
    std::vector<std::uint32_t> truth;
    std::vector<std::string> lines;
};

/// Draws from tests/data/format_strings: one file a program, one format string a line, {kind} for values. Written from
/// public documentation of programs that the miner was not made with. How frequent strings and values are, and how
/// skewed, differs from seed to seed.
std::vector<DrawnLines> drawnLines(std::uint64_t seed, std::size_t linesEach = 2000);

/// Share of lines whose template holds exactly the lines of their format string (grouping accuracy).
double groupingAccuracy(const std::vector<std::uint32_t>& truth, const std::vector<std::uint32_t>& mined);
/// Harmonic mean of the shares of mined and of true groups that are exactly right.
double groupingF1(const std::vector<std::uint32_t>& truth, const std::vector<std::uint32_t>& mined);

} // namespace foreshock::test
