// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/scenario/scenario_build.h"

#include <map>
#include <string>
#include <vector>

namespace foreshock::test {

/// What a scenario built, by file name.
using ExchangeFiles = std::map<std::string, std::string>;

/// The bytes of resources/scenarios/NAME.json.
std::string scenarioFile(const std::string& name);
Scenario scenarioNamed(const std::string& name);
ExchangeFiles built(const Scenario& scenario, BuildOptions options = {});
std::vector<std::string> linesOf(const std::string& text);
/// The rows of metrics.csv of one metric as "time value".
std::vector<std::string> samplesOf(const ExchangeFiles& files, const std::string& service, const std::string& metric);

} // namespace foreshock::test
