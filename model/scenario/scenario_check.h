// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/scenario/scenario.h"

namespace foreshock {

struct ScenarioFinding {
    enum class Weight { Error, Warning };
    Weight weight = Weight::Error;
    std::string where; ///< "changes: chg-7"
    std::string text;
};

/// References, times and values of a scenario that parsed: what would make it build nonsense or a drill without an
/// answer. Errors first, in the order of the file.
std::vector<ScenarioFinding> checkScenario(const Scenario& scenario);

} // namespace foreshock
