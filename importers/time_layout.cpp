// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/time_layout.h"

#include "importers/record_clock.h"

#include <array>
#include <charconv>
#include <string>

namespace foreshock {
namespace {

/// "01" for "Jan"; empty for no month.
std::string monthNumber(std::string_view name) {
    constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const std::size_t at = name.size() == 3 ? kMonths.find(name) : std::string_view::npos;
    if (at == std::string_view::npos || at % 3 != 0)
        return {};
    const std::size_t number = at / 3 + 1;
    return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

/// 25/Nov/2020:13:12:33 +0000
std::optional<WrittenTime> readClf(std::string_view text) {
    if (text.size() < 20 || text[2] != '/' || text[6] != '/' || text[11] != ':')
        return std::nullopt;
    std::string iso(text.substr(7, 4));
    iso += "-" + monthNumber(text.substr(3, 3)) + "-";
    iso += text.substr(0, 2);
    iso += "T";
    iso += text.substr(12);
    return parseTime(iso);
}

/// "11-25T13:12:33" with the latest year in which it does not lie after the file; leap days need up to eight tries.
std::optional<WrittenTime> readWithoutYear(const std::string& rest, Instant fileTime) {
    const Instant latest = fileTime + Duration::hours(24); // clocks and zones differ
    const std::string now = rfc3339(latest).substr(0, 4);
    int year = 0;
    if (std::from_chars(now.data(), now.data() + now.size(), year).ec != std::errc())
        return std::nullopt;
    for (int back = 0; back <= 8; ++back) {
        const std::optional<WrittenTime> time = parseTime(std::to_string(year - back) + "-" + rest);
        if (time && time->instant <= latest)
            return time;
    }
    return std::nullopt;
}

/// Nov 25 13:12:33, Nov  5 13:12:33
std::optional<WrittenTime> readSyslog(std::string_view text, Instant fileTime) {
    if (text.size() < 15)
        return std::nullopt;
    std::string rest = monthNumber(text.substr(0, 3)) + "-";
    rest += text[4] == ' ' ? '0' : text[4];
    rest += text[5];
    rest += "T";
    rest += text.substr(7);
    return readWithoutYear(rest, fileTime);
}

/// 1125 13:12:33.120456
std::optional<WrittenTime> readGlog(std::string_view text, Instant fileTime) {
    if (text.size() < 13)
        return std::nullopt;
    std::string rest(text.substr(0, 2));
    rest += "-";
    rest += text.substr(2, 2);
    rest += "T";
    rest += text.substr(5);
    return readWithoutYear(rest, fileTime);
}

std::optional<WrittenTime> readEpoch(std::string_view text) {
    std::optional<Instant> time;
    std::int64_t whole = 0;
    double number = 0;
    const char* end = text.data() + text.size();
    if (const auto read = std::from_chars(text.data(), end, whole); read.ec == std::errc() && read.ptr == end)
        time = RecordClock::epoch(whole);
    else if (const auto fraction = std::from_chars(text.data(), end, number);
             fraction.ec == std::errc() && fraction.ptr == end)
        time = RecordClock::epoch(number);
    if (!time)
        return std::nullopt;
    WrittenTime written;
    written.instant = *time;
    written.hasOffset = true;
    return written;
}

} // namespace

std::optional<TimeLayout> timeLayout(std::string_view name) {
    constexpr std::array<std::string_view, 5> kNames = {"iso", "clf", "syslog", "glog", "epoch"};
    for (std::size_t i = 0; i < kNames.size(); ++i)
        if (kNames[i] == name)
            return static_cast<TimeLayout>(i);
    return std::nullopt;
}

std::optional<WrittenTime> writtenTime(TimeLayout layout, std::string_view text, Instant fileTime) {
    switch (layout) {
    case TimeLayout::Iso:
        return parseTime(text);
    case TimeLayout::Clf:
        return readClf(text);
    case TimeLayout::Syslog:
        return readSyslog(text, fileTime);
    case TimeLayout::Glog:
        return readGlog(text, fileTime);
    case TimeLayout::Epoch:
        return readEpoch(text);
    }
    return std::nullopt;
}

} // namespace foreshock
