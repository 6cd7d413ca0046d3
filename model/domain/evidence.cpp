// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/evidence.h"

#include <array>

namespace foreshock {

std::string_view nameOf(EvidenceKind kind) {
    static constexpr std::array<std::string_view, 13> kNames = {
        "precedes",  "path",  "reach",        "shift",        "ceiling", "dose",    "profile",
        "neighbour", "scope", "log_template", "earlier_runs", "veto",    "coverage"};
    return kNames[static_cast<std::size_t>(kind)];
}

std::string_view nameOf(EvidenceState state) {
    static constexpr std::array<std::string_view, 4> kNames = {"for", "against", "does_not_decide", "not_tested"};
    return kNames[static_cast<std::size_t>(state)];
}

} // namespace foreshock
