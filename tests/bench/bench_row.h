// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace foreshock::bench {

/// Milliseconds that the work took.
double once(const std::function<void()>& work);
/// Seconds of this thread's processor: what a figure "a core" means on a shared machine.
double busy();
/// Milliseconds of this thread's processor that the work took.
double onceBusy(const std::function<void()>& work);
/// The same work again and again.
std::vector<double> times(int n, const std::function<void()>& work);

struct Spread {
    double median, least, p95;
};
Spread spreadOf(std::vector<double> values);

/// Prints a row of docs/benchmarks.md: what, median, least – p95, goal, reached, how or beside what.
/// The goal is the greatest median that design asks for; none: the figure only informs.
void row(const std::string& what, const Spread& spread, const std::string& unit, const std::string& beside,
         std::optional<double> goal = {});

} // namespace foreshock::bench
