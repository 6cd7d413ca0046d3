// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"

#include <cstdint>
#include <string>

namespace foreshock::bench {

/// Writes syslog.log, app.jsonl, java.log and access.log (15, 30, 20 and 35 of a hundred lines) into a folder that is
/// there. All four begin at 08:00 on 14 March 2024 and last six hours (java.log less); at 60 % to 65 % things go
/// wrong. The same lines for the same seed and compiler. To search for: "needle-7f3a" (in five records), "connection
/// reset by peer" (rare), "Out of memory: Killed process" (rare), "timeout" (some of a hundred, one line of a record).
Result<void> writeLogFiles(const std::string& folder, std::uint64_t lines, std::uint64_t seed = 42);

} // namespace foreshock::bench
