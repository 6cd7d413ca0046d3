// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/analysis/answer_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace foreshock::test {
namespace {

const char* signOf(EvidenceState state) {
    switch (state) {
    case EvidenceState::For:
        return "+";
    case EvidenceState::Against:
        return "-";
    case EvidenceState::DoesNotDecide:
        return "o";
    case EvidenceState::NotTested:
        return "?";
    }
    return "";
}

} // namespace

std::string answerText(const Answer& a, std::size_t suspects) {
    std::string out = a.headline + "\n";
    for (const std::string& s : a.coverage.lookedAt)
        out += "looked at: " + s + "\n";
    for (const std::string& s : a.coverage.notLookedAt)
        out += "NOT looked at: " + s + "\n";
    for (std::size_t i = 0; i < std::min(suspects, a.suspects.size()); ++i) {
        const Suspect& s = a.suspects[i];
        out += fmt::format("{} {} [{}] p {:.2f}\n", i + 1, s.change.value, wordsFor(s.strength), s.probability);
        for (const Evidence& e : s.evidence)
            out += fmt::format("  {} {:+.1f} {}: {}\n", signOf(e.state), e.weight, nameOf(e.kind), e.text);
        for (const RestsOn& r : s.restsOn)
            out += "  " + r.text + "\n";
        for (const Check& c : s.checks)
            out += "  check: " + c.text + (c.command.empty() ? "" : " [" + c.command + "]") + "\n";
    }
    for (const LeadingSeries& l : a.leadingSeries)
        out += "leading: " + l.text + "\n";
    return out;
}

} // namespace foreshock::test
