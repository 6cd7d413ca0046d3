// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/import_request.h"
#include "app/workflows/time_words.h"

#include <stop_token>

namespace foreshock {

/// What "05:00" means for an import into a new file: the day of the first alarm among the inputs, in the zone that they
/// name; `otherwise` where they tell neither. Reads the alarm feeds and incident.json only.
TimeContext contextOfInputs(const ImportRequest& request, const TimeContext& otherwise, std::stop_token stop = {});

} // namespace foreshock
