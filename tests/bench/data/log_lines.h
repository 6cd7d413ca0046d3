// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/data/random.h"

#include <string>
#include <string_view>

namespace foreshock::bench {

enum class Trouble { None, Warning, Error };

/// The moment of a generated log record: its UTC clock, how bad things are, and what to hide in its message.
struct LogMoment {
    int year, month, day, hour, minute, second, micros;
    std::string_view monthName;
    Trouble trouble = Trouble::None;
    std::string needle; ///< " needle-7f3a9c-0" in five records of all files, else empty
};

/// Each appends one record with its line end.
void appendSyslog(std::string& out, const LogMoment& moment, Random& random);
void appendJson(std::string& out, const LogMoment& moment, Random& random);
/// An error brings a stack trace of a dozen lines and more.
void appendLog4j(std::string& out, const LogMoment& moment, Random& random);
void appendAccess(std::string& out, const LogMoment& moment, Random& random);

} // namespace foreshock::bench
