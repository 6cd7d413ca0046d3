// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/id.h"
#include "model/base/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace foreshock {

enum class LogLevel : std::uint8_t { Unknown, Trace, Debug, Info, Warning, Error, Fatal };

/// "error", "warning", …; Unknown is "".
std::string_view nameOf(LogLevel level);
/// Reads the words of all common loggers and syslog ("WARN", "err", "crit", "I", "notice"); null for others.
std::optional<LogLevel> logLevel(std::string_view word);

/// One record of a log, perhaps of several lines. Identity: (source, seq).
struct LogRecord {
    SourceId source;
    std::int64_t seq = 0;    ///< order of storing within its source, from 0
    std::int64_t line = 0;   ///< 1-based line of the record's first line in its source
    std::int64_t offset = 0; ///< byte offset in its source
    Instant time;
    LogLevel level = LogLevel::Unknown;
    ServiceId service;
    std::string host;
    std::uint32_t templateId = 0; ///< 0: it has none
    std::string message;          ///< as bytes; show through shown()
    std::string raw;              ///< the original bytes of the record without its last line end
};

} // namespace foreshock
