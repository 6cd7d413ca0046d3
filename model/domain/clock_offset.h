// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/id.h"
#include "model/base/time.h"

#include <string>
#include <string_view>
#include <vector>

namespace foreshock {

/// What two sources had in common to tell their clocks by.
enum class LagMethod { Traces, Events, Series };
std::string_view nameOf(LagMethod method); ///< "trace_ids", "events", "series"

/// A clock: one source, or one service within a source that several write to.
struct ClockNode {
    SourceId source;
    std::string path;
    ServiceId service; ///< empty: the whole source
    std::string name() const { return service.value.empty() ? path : path + " (" + service.value + ")"; }
};

/// How much later b's clock stamps than a's.
struct ClockPair {
    int a = 0, b = 0; ///< of ClockReport::nodes
    LagMethod method = LagMethod::Events;
    Duration lag;
    Duration error;
    double margin = 0; ///< of the peak over the runner-up, in standard errors; trace ids: how many agree
    bool isAccepted = false;
    std::int64_t shared = 0; ///< ids, records of the smaller side, or minutes
};

/// What to add to a source's times so that it agrees with the others; a proposal, never applied by itself.
struct ClockProposal {
    int node = 0;
    int anchor = 0; ///< taken as right: only differences can be known
    Duration offset;
    Duration error;
    std::vector<int> pairs; ///< accepted ones that it rests on
    bool isNeeded = false;  ///< larger than its error
};

struct ClockReport {
    std::vector<ClockNode> nodes;
    std::vector<ClockPair> pairs;
    std::vector<ClockProposal> proposals;
};

} // namespace foreshock
