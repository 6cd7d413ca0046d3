// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace foreshock::test {

/// How well clock offsets are found on simulated sources whose true offsets are known.
struct ClockFigures {
    std::string name;
    int cases = 0;
    double medianError = 0;    ///< minutes for rates, seconds for events
    double within = 0;         ///< share within a minute (rates) or 2 s (events)
    double accepted = 0;       ///< share that is believed
    double acceptedWithin = 0; ///< of those, the share within
    double solvedMedian = 0;   ///< after the graph of pairs was solved; rates only
    double solvedWithin = 0;
};

/// Request rates of callers and callees a minute apart, as the generator of the reference prototypes makes them: a
/// layered map of 8 to 16 services, a daily wave, AR(1) noise on load and on each service, up to 8 % of the samples and
/// two holes lost, each clock off by up to `skew` minutes.
ClockFigures rateFigures(double skew, int seeds);
/// Two logs of the same traffic over 30 min: `rate` events a second, each log keeping the share `seen` and adding
/// `extra` strangers, callee later by `jitter` s on average; true offset within ±300 s.
ClockFigures eventFigures(double rate, double seen, double extra, double jitter, int runs);

} // namespace foreshock::test
