// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/json/json_members.h"

#include <string>
#include <string_view>

namespace foreshock {

/// "up == 0 for 5 min"; the expression alone where the duration is 0.
std::string withDuration(std::string expression, double seconds);
/// The expression that Prometheus put into an alert's generatorURL, "…/graph?g0.expr=up+%3D%3D+0&g0.tab=1"; empty if
/// there is none.
std::string expressionOfUrl(std::string_view url);
/// ">" of "GreaterThanThreshold" or "were greater than the threshold (1.0)"; empty if no comparison is told.
std::string comparisonOf(std::string_view words);
/// Every text member as a detail, but those named.
void addDetails(Details& details, const Json& object, std::initializer_list<std::string_view> but = {});

} // namespace foreshock
