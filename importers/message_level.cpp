// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/message_level.h"

#include <algorithm>
#include <iterator>

namespace foreshock {
namespace {

constexpr std::size_t kReach = 64;
/// What loggers print; other words that can name a level stand in capitals for other reasons (SQL, headings).
constexpr std::string_view kWords[] = {"INFO",  "WARN",     "WARNING", "ERROR",  "DEBUG", "TRACE",
                                       "FATAL", "CRITICAL", "SEVERE",  "NOTICE", "PANIC"};

bool isWordByte(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

} // namespace

LogLevel messageLevel(std::string_view message) {
    message = message.substr(0, kReach);
    for (std::size_t at = 0; at < message.size();) {
        std::size_t end = at;
        while (end < message.size() && isWordByte(message[end]))
            ++end;
        const std::string_view word = message.substr(at, end - at);
        if (std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords))
            return logLevel(word).value_or(LogLevel::Unknown);
        at = end + 1;
    }
    return LogLevel::Unknown;
}

} // namespace foreshock
