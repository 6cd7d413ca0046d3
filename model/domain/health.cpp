// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/health.h"

namespace foreshock {

std::string_view nameOf(Health health) {
    switch (health) {
    case Health::Failing:
        return "failing";
    case Health::Degraded:
        return "degraded";
    case Health::Fine:
        return "ok";
    case Health::Unknown:
        break;
    }
    return "no_telemetry";
}

} // namespace foreshock
