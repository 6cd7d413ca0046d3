// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/id.h"
#include "model/base/time.h"

#include <optional>
#include <string>

namespace foreshock {

/// A monitoring rule as it is set up, whether or not it ever fired: what is watched, against which threshold, for how
/// long. It tells which direction of a series is bad, and how late its alarms come by themselves.
struct AlarmRule {
    std::string name;
    ServiceId service;  ///< may be empty
    std::string metric; ///< the name within the expression, may be empty
    std::string text;   ///< the expression with its comparison
    std::string op;     ///< ">", ">=", "<", "<=", "==", "!="; empty: none was found
    std::optional<double> threshold;
    Duration wait; ///< how long it must hold before the alarm fires ("for")
    int severity = 2;
    bool operator==(const AlarmRule&) const = default;
};

} // namespace foreshock
