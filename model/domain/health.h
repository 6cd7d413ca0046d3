// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace foreshock {

/// What alarms and telemetry say of a service at a moment.
enum class Health { Failing, Degraded, Fine, Unknown };

std::string_view nameOf(Health health); ///< "failing", "degraded", "ok", "no_telemetry"

} // namespace foreshock
