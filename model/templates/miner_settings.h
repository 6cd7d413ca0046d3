// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace foreshock {

/// One setting for all logs. Weights are a logistic fit on generated logs, rounded; see docs/evaluation.md for what
/// they reach.
struct MinerSettings {
    std::size_t mostLeaves = 200'000; ///< leaf keys kept; those not seen for longest leave first
    std::size_t mostTemplates =
        20'000;                     ///< that may still widen or merge; the others keep their row and their leaf keys
    std::size_t mostRows = 100'000; ///< templates ever; what fits none after that is "other"
    std::size_t mostValues = 64;    ///< distinct words in one place: above it they are values
    std::size_t mergeEvery = 512;   ///< new templates between merge steps, and at least a quarter of those that live
    int rounds = 6;                 ///< of merging by one word in a merge step
    int cycles = 3;                 ///< of all ways of merging in the merge step at the end
    int budget = 64;                ///< trie nodes visited for a new leaf key
    double threshold = .3;          ///< log-odds above which what differs are values
    double early = 3.0;             ///< more, in a merge step before the end
    double joint = 1.5;             ///< more, where templates differ in several words at once
    double mostAround = 6;          ///< constant words around that count as evidence
};

} // namespace foreshock
