// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace foreshock {

/// What a source says of a record beyond the members that every source has: runbook, dashboard, assignee, image…
/// The name is the source's own word for it.
struct Detail {
    std::string name;
    std::string value;
    bool operator==(const Detail&) const = default;
};
using Details = std::vector<Detail>;

} // namespace foreshock
