// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/board_edit.h"

#include "model/base/text.h"

namespace foreshock {
namespace {

constexpr std::size_t kWords = 60; ///< bytes of a statement in a title

std::string shortened(const std::string& text) {
    return text.size() <= kWords ? text : std::string(trimmed(clipped(text, kWords))) + "\u2026";
}

struct Titles {
    std::string operator()(const RuleOut& e) const { return "ruling out " + shortened(e.title); }
    std::string operator()(const Restore& e) const { return "restoring " + shortened(e.title); }
    std::string operator()(const StartHypothesis& e) const {
        return "hypothesis \"" + shortened(e.hypothesis.statement) + "\"";
    }
    std::string operator()(const ChangeHypothesis& e) const {
        return "change of hypothesis \"" + shortened(e.hypothesis.statement) + "\"";
    }
    std::string operator()(const DropHypothesis& e) const {
        return "removal of hypothesis \"" + shortened(e.statement) + "\"";
    }
    std::string operator()(const PinEvidence& e) const { return "evidence \"" + shortened(e.evidence.text) + "\""; }
    std::string operator()(const UnpinEvidence& e) const { return "removal of evidence \"" + shortened(e.text) + "\""; }
    std::string operator()(const PutToHypothesis& e) const {
        return !e.stance                      ? "evidence taken from a hypothesis"
               : *e.stance == Stance::For     ? "evidence for a hypothesis"
               : *e.stance == Stance::Against ? "evidence against a hypothesis"
                                              : "evidence that does not decide";
    }
};

} // namespace

std::string titleOf(const BoardEdit& edit) {
    return std::visit(Titles(), edit);
}

} // namespace foreshock
