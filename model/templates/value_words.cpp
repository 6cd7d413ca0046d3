// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/templates/value_words.h"

#include <algorithm>
#include <array>
#include <span>

namespace foreshock {
namespace {

using std::literals::operator""sv;

constexpr std::array kLiterals{"true"sv, "false"sv, "null"sv, "nil"sv, "none"sv, "undefined"sv, "nan"sv, "inf"sv};
constexpr std::array kUnits{
    "b"sv,    "kb"sv,     "mb"sv,      "gb"sv,    "tb"sv,   "kib"sv,    "mib"sv,       "gib"sv, "tib"sv, "k"sv,
    "m"sv,    "g"sv,      "byte"sv,    "bytes"sv, "ns"sv,   "us"sv,     "\xC2\xB5s"sv, "ms"sv,  "s"sv,   "sec"sv,
    "secs"sv, "second"sv, "seconds"sv, "min"sv,   "mins"sv, "minute"sv, "minutes"sv,   "h"sv,   "hr"sv,  "hrs"sv,
    "hour"sv, "hours"sv,  "d"sv,       "day"sv,   "days"sv, "mbps"sv,   "gbps"sv,      "hz"sv,  "mhz"sv, "ghz"sv,
    "am"sv,   "pm"sv,     "utc"sv,     "gmt"sv,   "bit"sv,  "bits"sv};
constexpr std::array kCalendar{"jan"sv, "feb"sv, "mar"sv, "apr"sv, "may"sv, "jun"sv, "jul"sv, "aug"sv, "sep"sv, "oct"sv,
                               "nov"sv, "dec"sv, "mon"sv, "tue"sv, "wed"sv, "thu"sv, "fri"sv, "sat"sv, "sun"sv};

constexpr char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool isOneOf(std::string_view word, std::span<const std::string_view> all) {
    return std::any_of(all.begin(), all.end(), [&](std::string_view one) {
        return one.size() == word.size() &&
               std::equal(one.begin(), one.end(), word.begin(), [](char a, char b) { return a == lower(b); });
    });
}

} // namespace

bool isLiteralWord(std::string_view word) {
    // Every word is asked about: most are ruled out by their first letter.
    switch (word.empty() ? '\0' : lower(word.front())) {
    case 't':
    case 'f':
    case 'n':
    case 'u':
    case 'i':
        return isOneOf(word, kLiterals);
    default:
        return false;
    }
}

bool isUnitWord(std::string_view word) {
    return isOneOf(word, kUnits);
}

bool isCalendarWord(std::string_view word) {
    return word.size() == 3 && isOneOf(word, kCalendar);
}

} // namespace foreshock
