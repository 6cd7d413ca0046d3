// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/message_level.h"

namespace foreshock {
namespace {

constexpr std::size_t kReach = 64;
constexpr std::size_t kShortest = 4;

bool isCapital(char c) { return c >= 'A' && c <= 'Z'; }
bool isWordByte(char c) { return isCapital(c) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }

} // namespace

LogLevel messageLevel(std::string_view message) {
    message = message.substr(0, kReach);
    for (std::size_t at = 0; at < message.size();) {
        std::size_t end = at;
        bool isCapitals = true;
        while (end < message.size() && isWordByte(message[end]))
            isCapitals = isCapital(message[end++]) && isCapitals;
        if (isCapitals && end - at >= kShortest)
            if (const std::optional<LogLevel> level = logLevel(message.substr(at, end - at)))
                return *level;
        at = end + 1;
    }
    return LogLevel::Unknown;
}

} // namespace foreshock
