// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/time.h"

#include <optional>
#include <string_view>

namespace foreshock {

/// What a rule's text says: "put errors > 1 % for 3 of 5 min" is above 1, and asks for 3 min beyond.
struct RuleThreshold {
    bool isAbove = true;
    double value = 0;
    std::optional<Duration> asks;
};

/// The first comparison with a number behind it; k, M, G are multiplied in, a time in min or h is turned into `unit`
/// (that of the series) where that is one of s, ms, min. `asks`: "for 5m", "for 3 of 5 min", "for 3 datapoints of 60
/// s", "3 of 5 periods of 1 min". Null: no comparison with a number.
std::optional<RuleThreshold> ruleThreshold(std::string_view rule, std::string_view unit);

} // namespace foreshock
