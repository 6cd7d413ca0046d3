// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/role.h"

#include <string>
#include <string_view>
#include <vector>

namespace foreshock {

/// One comparison of an alarm rule: what stands left of the operator, and the direction in which it fires.
///   rate(errors[5m]) > 0.5 and up == 1     "rate(errors[5m])" up, "up" … (no direction: == tells none but for 0)
///   0.1 > disk_free                         "disk_free" down
///   put errors > 1 % for 3 of 5 min         "put errors" up
///   CPUUtilization GreaterThanThreshold 80  "CPUUtilization" up
struct RuleComparison {
    std::string_view subject; ///< within the rule's text
    BadDirection bad = BadDirection::Both;
};

/// The comparisons of a rule in order. "and", "or" and "unless" part them; quoted text and label matchers are skipped.
/// Where no operator stands, words tell: above, exceeds, GreaterThan…, below, LessThan….
std::vector<RuleComparison> comparisonsOf(std::string_view rule);

} // namespace foreshock
