// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/log_record.h"

#include "model/base/text.h"

#include <array>

namespace foreshock {
namespace {

struct Word {
    std::string_view text;
    LogLevel level;
};

constexpr std::array<Word, 46> kWords = {{
    {"info", LogLevel::Info},
    {"error", LogLevel::Error},
    {"warn", LogLevel::Warning},
    {"warning", LogLevel::Warning},
    {"debug", LogLevel::Debug},
    {"trace", LogLevel::Trace},
    {"fatal", LogLevel::Fatal},
    {"i", LogLevel::Info},
    {"e", LogLevel::Error},
    {"w", LogLevel::Warning},
    {"d", LogLevel::Debug},
    {"v", LogLevel::Trace},
    {"f", LogLevel::Fatal},
    {"err", LogLevel::Error},
    {"crit", LogLevel::Fatal},
    {"critical", LogLevel::Fatal},
    {"alert", LogLevel::Fatal},
    {"emerg", LogLevel::Fatal},
    {"emergency", LogLevel::Fatal},
    {"panic", LogLevel::Fatal},
    {"dpanic", LogLevel::Fatal},
    {"notice", LogLevel::Info},
    {"informational", LogLevel::Info},
    {"information", LogLevel::Info},
    {"severe", LogLevel::Error},
    {"failure", LogLevel::Error},
    {"verbose", LogLevel::Trace},
    {"fine", LogLevel::Debug},
    {"finer", LogLevel::Trace},
    {"finest", LogLevel::Trace},
    {"config", LogLevel::Debug},
    {"wrn", LogLevel::Warning},
    {"inf", LogLevel::Info},
    {"dbg", LogLevel::Debug},
    {"trc", LogLevel::Trace},
    {"ftl", LogLevel::Fatal},
    {"log", LogLevel::Info},
    {"statement", LogLevel::Info},
    {"detail", LogLevel::Info},
    {"hint", LogLevel::Info},
    {"debug1", LogLevel::Debug},
    {"debug2", LogLevel::Debug},
    {"default", LogLevel::Info},
    {"audit", LogLevel::Info},
    {"success", LogLevel::Info},
    {"c", LogLevel::Fatal},
}};

constexpr std::array<std::string_view, 7> kNames = {"", "trace", "debug", "info", "warning", "error", "fatal"};

} // namespace

std::string_view nameOf(LogLevel level) {
    return kNames[static_cast<std::size_t>(level)];
}

std::optional<LogLevel> logLevel(std::string_view word) {
    for (const Word& known : kWords)
        if (known.text.size() == word.size() && startsWithNoCase(word, known.text))
            return known.level;
    return std::nullopt;
}

} // namespace foreshock
