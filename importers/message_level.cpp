// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/message_level.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <iterator>

namespace foreshock {
namespace {

constexpr std::size_t kReach = 64;
/// What loggers print; other words that can name a level stand in capitals for other reasons (SQL, headings).
constexpr std::string_view kWords[] = {"INFO",  "WARN",     "WARNING", "ERROR",  "DEBUG", "TRACE",
                                       "FATAL", "CRITICAL", "SEVERE",  "NOTICE", "PANIC"};

const std::array<bool, 256>& wordBytes() {
    static const auto table = [] {
        std::array<bool, 256> out{};
        for (unsigned c = 0; c < 256; ++c)
            out[c] = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
        return out;
    }();
    return table;
}

/// Most words of a message fail here, on their length and first two letters.
bool mayBeLevel(std::string_view word) {
    return word.size() >= 4 && word.size() <= 8 && word[0] >= 'C' && word[0] <= 'W' && word[1] >= 'A' && word[1] <= 'Z';
}

/// Every word has four capitals or more in a row; most messages have none, and are known by that at once. Written so
/// that the compiler does many bytes in one step.
bool mayHoldLevel(std::string_view message) {
    unsigned char bytes[kReach + 16] = {};
    std::memcpy(bytes, message.data(), message.size());
    unsigned char capitals[kReach + 16];
    for (std::size_t i = 0; i < kReach + 16; ++i)
        capitals[i] = static_cast<unsigned char>(bytes[i] - 'A') < 26 ? 1 : 0;
    unsigned char found = 0;
    for (std::size_t i = 0; i < kReach; ++i)
        found |= static_cast<unsigned char>(capitals[i] & capitals[i + 1] & capitals[i + 2] & capitals[i + 3]);
    return found != 0;
}

} // namespace

LogLevel messageLevel(std::string_view message) {
    const auto& isWord = wordBytes();
    message = message.substr(0, kReach);
    if (message.size() < 4 || !mayHoldLevel(message))
        return LogLevel::Unknown;
    for (std::size_t at = 0; at < message.size();) {
        std::size_t end = at;
        while (end < message.size() && isWord[static_cast<unsigned char>(message[end])])
            ++end;
        const std::string_view word = message.substr(at, end - at);
        if (mayBeLevel(word) && std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords))
            return logLevel(word).value_or(LogLevel::Unknown);
        at = end + 1;
    }
    return LogLevel::Unknown;
}

} // namespace foreshock
