// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/cause_answer.h"

#include <array>

namespace foreshock {

std::string_view nameOf(CauseRule rule) {
    static constexpr std::array<std::string_view, 3> kNames = {"none", "flow", "evidence"};
    return kNames[static_cast<std::size_t>(rule)];
}

std::string_view nameOf(CauseKind kind) {
    static constexpr std::array<std::string_view, 17> kNames = {
        "flow",    "cpu",      "memory",  "saturation", "io",        "network", "unknown", "latency", "errors",
        "inbound", "outbound", "quieter", "logs",       "explained", "path",    "onset",   "coverage"};
    return kNames[static_cast<std::size_t>(kind)];
}

} // namespace foreshock
