// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/why_not.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace foreshock {
namespace {

constexpr double kMatters = .35; ///< nats: odds of 1.4

bool hasTheSame(const Suspect& s, const Evidence& e) {
    return std::any_of(s.evidence.begin(), s.evidence.end(), [&](const Evidence& other) {
        return other.kind == e.kind && other.text == e.text && other.weight == e.weight;
    });
}

/// Of the rows of a kind the one that weighs most, for or against.
void takeHeavier(const Evidence*& heaviest, const Evidence& e) {
    if (!heaviest || std::abs(e.weight) > std::abs(heaviest->weight))
        heaviest = &e;
}

} // namespace

std::vector<EvidenceDifference> differences(const Suspect& lead, const Suspect& other) {
    std::map<EvidenceKind, EvidenceDifference> byKind;
    for (const Evidence& e : lead.evidence) {
        if (hasTheSame(other, e))
            continue;
        EvidenceDifference& d = byKind[e.kind];
        d.weight += e.weight;
        takeHeavier(d.lead, e);
    }
    for (const Evidence& e : other.evidence) {
        if (hasTheSame(lead, e))
            continue;
        EvidenceDifference& d = byKind[e.kind];
        d.weight -= e.weight;
        takeHeavier(d.other, e);
    }
    std::vector<EvidenceDifference> out;
    for (auto& [kind, difference] : byKind) {
        difference.kind = kind;
        if (std::abs(difference.weight) >= kMatters)
            out.push_back(difference);
    }
    std::stable_sort(out.begin(), out.end(), [](const EvidenceDifference& a, const EvidenceDifference& b) {
        return std::abs(a.weight) > std::abs(b.weight);
    });
    return out;
}

} // namespace foreshock
