// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/handover/pseudonymiser.h"
#include "model/base/result.h"

#include <stop_token>
#include <string>
#include <vector>

namespace foreshock {

/// Something in a written file that still looks like an address, a key or a known name.
struct LeakFinding {
    std::string file;
    std::int64_t line = 0;
    std::string kind;
    std::string text; ///< at most 60 bytes of it
};

struct LeakReport {
    std::vector<LeakFinding> findings; ///< the first kMostFindings
    std::int64_t count = 0;            ///< all of them
};
inline constexpr std::size_t kMostFindings = 1000;

/// Reads exchange files back from the disk, decodes what JSON and CSV escape, and looks at every text in them: what was
/// forgotten when the records were veiled is found here. Memory: the longest line; topology.json whole.
/// Errors: Io, Format (not as it was written), Cancelled.
Result<LeakReport> scanForLeaks(const std::string& folder, const std::vector<std::string>& files,
                                Pseudonymiser& pseudonyms, std::stop_token stop = {});

} // namespace foreshock
