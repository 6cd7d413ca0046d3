// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/sql/time_text_range.h"

#include "model/base/time_text.h"

#include <string>

namespace foreshock::store {
namespace {

/// Does it begin like dddd-dd-ddTdd:dd:dd, for so many characters?
bool hasShape(std::string_view text, std::size_t length) {
    static constexpr std::string_view kShape = "0000-00-00T00:00:00";
    if (text.size() < length)
        return false;
    for (std::size_t i = 0; i < length; ++i)
        if (kShape[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != kShape[i])
            return false;
    return true;
}

/// The time span whose texts all begin with the longest prefix of `text` that is a time.
TimeRange spanOf(std::string_view text) {
    static constexpr std::string_view kRest = "0000-01-01T00:00:00";
    struct Unit {
        std::size_t length; ///< characters of the prefix
        Duration size;      ///< its longest
    };
    static constexpr Unit kUnits[] = {{19, Duration::seconds(1)},    {16, Duration::minutes(1)},
                                      {13, Duration::hours(1)},      {10, Duration::hours(24)},
                                      {7, Duration::hours(24 * 31)}, {4, Duration::hours(24 * 366)}};
    for (const Unit& unit : kUnits) {
        if (!hasShape(text, unit.length) || (unit.length == 19 && text[17] >= '6'))
            continue;
        const auto start = parseTime(std::string(text.substr(0, unit.length)) + std::string(kRest.substr(unit.length)));
        if (start)
            return {start->instant, start->instant + unit.size};
    }
    return TimeRange::everything();
}

} // namespace

TimeRange rangeOfTimeText(TextCompare compare, std::string_view text) {
    const TimeRange span = spanOf(text);
    switch (compare) {
    case TextCompare::Equal:
        return span;
    case TextCompare::Greater:
    case TextCompare::GreaterEqual:
        return {span.from, Instant::latest()};
    case TextCompare::Less:
    case TextCompare::LessEqual:
        return {Instant::earliest(), span.to};
    }
    return TimeRange::everything();
}

} // namespace foreshock::store
