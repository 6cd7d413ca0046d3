// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench_row.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ctime>

namespace foreshock::bench {

double once(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

double busy() {
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) / 1e9;
}

double onceBusy(const std::function<void()>& work) {
    const double start = busy();
    work();
    return (busy() - start) * 1e3;
}

std::vector<double> times(int n, const std::function<void()>& work) {
    std::vector<double> taken;
    for (int i = 0; i < n; ++i)
        taken.push_back(once(work));
    return taken;
}

Spread spreadOf(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return {values[values.size() / 2], values.front(), values[values.size() * 95 / 100]};
}

void row(const std::string& what, const Spread& s, const std::string& unit, const std::string& beside,
         std::optional<double> goal) {
    fmt::print("| {} | {:.2f} {} | {:.2f} – {:.2f} | {} | {} | {} |\n", what, s.median, unit, s.least, s.p95,
               goal ? fmt::format("≤ {:g} {}", *goal, unit) : "", goal ? s.median <= *goal ? "yes" : "**no**" : "",
               beside);
    std::fflush(stdout);
}

} // namespace foreshock::bench
