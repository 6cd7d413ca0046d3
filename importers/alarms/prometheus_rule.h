// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/alarm_rule.h"

#include <string>

namespace foreshock {

/// Fills in what a PromQL expression tells: its last comparison with a number, and the first metric in it.
///   sum(rate(http_errors_total{job="cart"}[5m])) > 0.5    metric http_errors_total, > 0.5
///   absent(up{job="cart"})                                metric up, no comparison
void readExpression(const std::string& expression, AlarmRule& rule);

} // namespace foreshock
