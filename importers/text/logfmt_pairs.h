// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace foreshock {

/// time=2020-11-25T13:12:33Z level=warn msg="pool \"orders\" exhausted" waiting=12 slow
/// A key without "=" has no value. Values with blanks, quotes or "=" stand in double quotes with backslash escapes.
struct LogfmtPair {
    std::string_view key;
    std::string_view value; ///< without its quotes, as written
    bool hasEscapes = false;
};

/// Cuts a line into pairs; `out` is reused. False: the line is no logfmt (a quote never closed, a key with a quote).
bool splitLogfmt(std::string_view line, std::vector<LogfmtPair>& out);
/// \" \\ \n \r \t and \uXXXX become what they stand for.
std::string unescapedLogfmt(std::string_view value);

} // namespace foreshock
