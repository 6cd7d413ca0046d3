// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/incident.h"
#include "tests/analysis/noise.h"

#include <functional>
#include <string>

namespace foreshock::test {

/// The same incident with all of its lists in another order.
Incident shuffled(Incident incident, Noise& noise);
/// The same incident with every service that has a name called otherwise.
Incident renamed(Incident incident, const std::function<std::string(const std::string&)>& name);

} // namespace foreshock::test
