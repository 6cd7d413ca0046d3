// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/base/time.h"

#include <string>

namespace foreshock {

class TimeScope;

/// A person's words for a time, meant in what the window looks at: its zone, the first alarm's day (else the last
/// record's), counted back from the last record. Errors: Invalid, with the forms that are understood.
Result<Instant> readTimeIn(const TimeScope& scope, const std::string& words);

} // namespace foreshock
