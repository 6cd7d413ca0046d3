// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/columns/column_time.h"

#include "importers/metrics/prometheus_number.h"
#include "model/base/text.h"
#include "model/domain/indifferent_sink.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace foreshock {
namespace {

constexpr std::array<std::string_view, 8> kNames = {"auto",        "seconds",     "milliseconds", "microseconds",
                                                    "nanoseconds", "month first", "day first",    "words"};

int numberOf(std::string_view text) {
    int value = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? value : -1;
}

int yearOf(std::string_view text) {
    const int year = numberOf(text);
    return text.size() == 2 && year >= 0 ? 2000 + year : text.size() == 4 ? year : -1;
}

/// Jan to Dec as 1 to 12, also written out; 0 for other words.
int monthOf(std::string_view word) {
    constexpr std::string_view kMonths = "janfebmaraprmayjunjulaugsepoctnovdec";
    const std::size_t at = word.size() < 3 ? std::string_view::npos : kMonths.find(lowered(word.substr(0, 3)));
    return at == std::string_view::npos || at % 3 != 0 || numberOf(word) >= 0 ? 0 : static_cast<int>(at / 3) + 1;
}

/// "5:15:00.5" with "PM", "GMT" or "+0100" behind it, as RFC 3339 writes it; empty if it is no time of day.
std::string clockText(std::string_view clock, const std::vector<std::string_view>& behind) {
    const std::size_t colon = clock.find(':');
    int hour = numberOf(clock.substr(0, colon));
    if (colon == std::string_view::npos || hour < 0)
        return {};
    std::string_view rest = clock.substr(colon);
    std::string zone;
    std::vector<std::string_view> words = behind;
    if (rest.ends_with('Z')) {
        rest.remove_suffix(1);
        zone = "Z";
    } else if (rest.size() > 2 && (rest.ends_with('M') || rest.ends_with('m'))) { // 5:15PM
        words.insert(words.begin(), rest.substr(rest.size() - 2));
        rest.remove_suffix(2);
    }
    for (const std::string_view word : words) {
        const std::string lower = lowered(word);
        if (lower == "am" || lower == "pm") {
            if (hour < 1 || hour > 12)
                return {};
            hour = hour % 12 + (lower == "pm" ? 12 : 0);
        } else if (lower == "gmt" || lower == "utc" || lower == "z") {
            zone = "Z";
        } else if (word.size() >= 3 && (word[0] == '+' || word[0] == '-')) {
            zone = word;
        } else {
            return {};
        }
    }
    return fmt::format("{:02}{}{}", hour, rest, zone);
}

std::optional<WrittenTime> written(int year, int month, int day, const std::string& clock) {
    if (year < 0 || month < 1 || day < 1 || clock.empty())
        return std::nullopt;
    return parseTime(fmt::format("{:04}-{:02}-{:02}T{}", year, month, day, clock));
}

/// The words between blanks, commas and an @.
std::vector<std::string_view> wordsOf(std::string_view text) {
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const std::size_t from = text.find_first_not_of(" ,@\t");
        if (from == std::string_view::npos)
            break;
        const std::size_t to = std::min(text.find_first_of(" ,@\t", from), text.size());
        words.push_back(text.substr(from, to - from));
        text.remove_prefix(to);
    }
    return words;
}

struct NumericDate {
    int first = -1, second = -1, year = -1;
    char mark = 0;
    std::string clock;
};

/// 25.11.2020 13:15, 11/25/20 5:15 AM, 25-11-2020
std::optional<NumericDate> numericDate(std::string_view text) {
    std::vector<std::string_view> words = wordsOf(text);
    if (words.empty())
        return std::nullopt;
    const std::string_view date = words.front();
    const std::size_t mark = date.find_first_of("/.-");
    if (mark == std::string_view::npos || mark > 2)
        return std::nullopt;
    const std::vector<std::string_view> parts = split(date, date[mark]);
    if (parts.size() != 3)
        return std::nullopt;
    NumericDate out{numberOf(parts[0]), numberOf(parts[1]), yearOf(parts[2]), date[mark], "00:00:00"};
    if (words.size() > 1)
        out.clock = clockText(words[1], {words.begin() + 2, words.end()});
    if (out.first < 1 || out.second < 1 || out.first > 31 || out.second > 31 || out.year < 0 || out.clock.empty())
        return std::nullopt;
    return out;
}

std::optional<WrittenTime> readNumeric(std::string_view text, bool isMonthFirst) {
    const std::optional<NumericDate> date = numericDate(text);
    if (!date)
        return std::nullopt;
    return isMonthFirst ? written(date->year, date->first, date->second, date->clock)
                        : written(date->year, date->second, date->first, date->clock);
}

/// Nov 25, 2020 @ 13:15:00.000; 25 Nov 2020 1:15 PM; Wed, 25 Nov 2020 13:15:00 GMT; 25-Nov-2020 13:15:00
std::optional<WrittenTime> readWords(std::string_view text) {
    std::string plain(text);
    if (const std::size_t dash = plain.find('-');
        dash <= 2 && plain.size() > dash + 1 && monthOf(std::string_view(plain).substr(dash + 1)))
        std::replace(plain.begin(),
                     plain.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(plain.size(), 12)), '-', ' ');
    const std::vector<std::string_view> words = wordsOf(plain);
    int year = -1, month = 0, day = -1;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view word = words[i];
        if (word.find(':') != std::string_view::npos)
            return written(year, month, day,
                           clockText(word, {words.begin() + static_cast<std::ptrdiff_t>(i) + 1, words.end()}));
        if (const int number = numberOf(word); number >= 0)
            (word.size() == 4 ? year : day) = number;
        else if (month == 0)
            month = monthOf(word);
    }
    return written(year, month, day, "00:00:00");
}

std::optional<Instant> scaled(std::string_view text, std::int64_t unit) {
    const std::size_t point = std::min(text.find('.'), text.size());
    std::int64_t whole = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + point, whole);
    if (error != std::errc() || end != text.data() + point || whole < 0 || whole > 9'200'000'000'000'000'000 / unit)
        return std::nullopt;
    std::int64_t ns = whole * unit;
    for (std::size_t i = point + 1; i < text.size(); ++i) {
        if (text[i] < '0' || text[i] > '9')
            return std::nullopt;
        unit /= 10;
        ns += (text[i] - '0') * unit;
    }
    return Instant{ns};
}

std::optional<Instant> readAuto(std::string_view text, RecordClock& clock, RecordPlace place) {
    if (const std::optional<Instant> time = clock.read(text, place))
        return time;
    if (text.size() == 10 && (text[4] == '-' || text[4] == '/')) // a date alone
        return clock.read(std::string(text) + "T00:00:00", place);
    const std::optional<Instant> epoch = sampleTime(text);
    return epoch ? clock.readEpoch(epoch->ns) : std::nullopt;
}

} // namespace

std::string_view nameOf(TimeStyle style) {
    return kNames[static_cast<std::size_t>(style)];
}

std::optional<TimeStyle> timeStyle(std::string_view name) {
    const auto found = std::find(kNames.begin(), kNames.end(), name);
    return found == kNames.end() ? std::nullopt : std::optional(static_cast<TimeStyle>(found - kNames.begin()));
}

std::optional<Instant> readTime(TimeStyle style, std::string_view text, RecordClock& clock, RecordPlace place) {
    text = trimmed(text);
    std::optional<Instant> epoch;
    std::optional<WrittenTime> time;
    switch (style) {
    case TimeStyle::Auto:
        return readAuto(text, clock, place);
    case TimeStyle::Seconds:
        epoch = scaled(text, 1'000'000'000);
        break;
    case TimeStyle::Milliseconds:
        epoch = scaled(text, 1'000'000);
        break;
    case TimeStyle::Microseconds:
        epoch = scaled(text, 1'000);
        break;
    case TimeStyle::Nanoseconds:
        epoch = scaled(text, 1);
        break;
    case TimeStyle::MonthFirst:
    case TimeStyle::DayFirst:
        time = readNumeric(text, style == TimeStyle::MonthFirst);
        break;
    case TimeStyle::Words:
        time = readWords(text);
        break;
    }
    if (time)
        return clock.resolve(*time, place);
    if (epoch)
        (void)clock.readEpoch(epoch->ns); // the clock notes that the record says its instant
    return epoch;
}

std::optional<StyleGuess> guessTimeStyle(const std::vector<std::string_view>& cells) {
    IndifferentSink sink;
    RecordClock clock({}, sink);
    std::vector<std::string_view> said;
    for (const std::string_view cell : cells)
        if (!trimmed(cell).empty())
            said.push_back(cell);
    // One cell in five may be damaged.
    const auto fitting = [&](TimeStyle style) {
        const auto count = std::count_if(said.begin(), said.end(), [&](std::string_view cell) {
            return readTime(style, cell, clock, {}).has_value();
        });
        return said.empty() || static_cast<std::size_t>(count) * 5 < said.size() * 4 ? 0 : count;
    };
    if (fitting(TimeStyle::Auto) > 0)
        return StyleGuess{TimeStyle::Auto, false};
    if (fitting(TimeStyle::Words) > 0)
        return StyleGuess{TimeStyle::Words, false};
    const auto monthFirst = fitting(TimeStyle::MonthFirst), dayFirst = fitting(TimeStyle::DayFirst);
    if (monthFirst == 0 && dayFirst == 0)
        return std::nullopt;
    if (monthFirst != dayFirst)
        return StyleGuess{monthFirst > dayFirst ? TimeStyle::MonthFirst : TimeStyle::DayFirst, false};
    const bool hasSlash = said.front().find('/') != std::string_view::npos;
    return StyleGuess{hasSlash ? TimeStyle::MonthFirst : TimeStyle::DayFirst, hasSlash};
}

} // namespace foreshock
