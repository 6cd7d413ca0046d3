// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/map_answers.h"

namespace foreshock {

std::string pathText(const ServicePath& path) {
    std::string out;
    for (const ServiceId& s : path)
        out += (out.empty() ? "" : " → ") + s.value;
    return out;
}

std::string_view nameOf(EdgeSuggestion::Why why) {
    return why == EdgeSuggestion::Why::Mention ? "log_mention" : "co_failure";
}

} // namespace foreshock
