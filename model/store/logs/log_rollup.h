// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/base/time.h"
#include "model/domain/log_record.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace foreshock::store {

/// How many records of a block fell into one second, of one raw name and level.
struct LogTally {
    Instant second; ///< its start, as read
    std::int64_t rawName = 0;
    LogLevel level = LogLevel::Unknown;
    std::int64_t count = 0;
};

/// Counts a block's records by second, raw name and level. Many records a second make it small; in the worst case it
/// has an entry a record.
class LogRollupBuilder {
public:
    void add(Instant time, std::int64_t rawName, LogLevel level);
    /// In order of (second, name, level).
    std::string blob();

private:
    std::vector<LogTally> m_runs;
};

/// Errors: Format where the blob is damaged.
Result<std::vector<LogTally>> decodeRollup(std::string_view blob);

/// The start of the second that a time lies in.
inline Instant secondOf(Instant t) {
    constexpr std::int64_t kSecond = 1'000'000'000;
    const std::int64_t rest = t.ns % kSecond;
    return Instant{t.ns - (rest < 0 ? rest + kSecond : rest)};
}

} // namespace foreshock::store
