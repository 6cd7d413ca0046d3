// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace foreshock::test {

/// Small and the same everywhere (SplitMix64).
class Dice {
public:
    explicit Dice(std::uint64_t seed)
        : m_state(seed) {}
    std::uint64_t next();
    int below(int n) { return static_cast<int>(next() % static_cast<std::uint64_t>(n)); }
    bool isOneIn(int n) { return below(n) == 0; }
    const std::string& pick(const std::vector<std::string>& from) {
        return from[static_cast<std::size_t>(below(static_cast<int>(from.size())))];
    }

private:
    std::uint64_t m_state;
};

/// The wall clock of the next line: never goes back.
struct FamilyClock {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, millisecond = 0;
    std::int64_t epoch = 0; ///< the same wall clock read as UTC, in seconds
    static FamilyClock at(std::int64_t epoch, int millisecond);
};

/// One line as a program of the family would write it, and what must come out.
struct FamilyLine {
    std::string text; ///< perhaps with continuation lines
    std::string time; ///< RFC 3339
    std::string level;
    std::string service;
    std::string host;
    std::string message;
};

/// A family of public system logs: its grammar, with all the fields varied.
struct LogFamily {
    std::string name;
    std::string format; ///< id of the importer that must claim it
    int year = 0;       ///< where the lines name none
    std::int64_t start = 0;
    FamilyLine (*line)(const FamilyClock&, Dice&) = nullptr;
};

const std::vector<LogFamily>& logFamilies();

} // namespace foreshock::test
