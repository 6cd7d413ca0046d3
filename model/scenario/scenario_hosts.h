// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/scenario/scenario.h"

#include <cstdint>
#include <string>
#include <vector>

namespace foreshock {

/// Host names of a service in the style of its own log lines: if those are numbered ("kfe-0417"), they and more of
/// their kind, else they alone.
std::vector<std::string> scenarioHosts(const Scenario& scenario, const ServiceId& service, std::uint64_t seed);

} // namespace foreshock
