// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/id.h"

#include <cstdint>
#include <string>

namespace foreshock {

/// A bad datum: a row that could not be read, or a remark on one that was (a time in a gap of daylight saving…), kept
/// with its place. The import goes on.
struct ImportIssue {
    std::string source;      ///< path of its source, filled by the store when read back
    std::int64_t line = 0;   ///< 1-based; 0 where the format has no lines
    std::int64_t offset = 0; ///< byte offset
    std::string reason;
    std::string excerpt;   ///< at most 200 bytes of the row
    bool isRemark = false; ///< the record was stored
};

} // namespace foreshock
