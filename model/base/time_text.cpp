// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/time_text.h"

#include <date/date.h>
#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cstdlib>

namespace foreshock {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kDay = 86'400 * kSecond;

/// Reads exactly `digits` decimal digits at `at`; −1 if there are fewer.
int number(std::string_view text, std::size_t at, int digits) {
    if (at + static_cast<std::size_t>(digits) > text.size())
        return -1;
    int value = 0;
    for (int i = 0; i < digits; ++i) {
        const char c = text[at + static_cast<std::size_t>(i)];
        if (c < '0' || c > '9')
            return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

char at(std::string_view text, std::size_t i) {
    return i < text.size() ? text[i] : '\0';
}

struct Civil {
    int year, month, day, hour, minute, second;
};

Civil civil(Instant local) {
    std::int64_t day = local.ns / kDay;
    std::int64_t rest = local.ns % kDay;
    if (rest < 0) {
        rest += kDay;
        --day;
    }
    const date::year_month_day ymd{date::sys_days{date::days{day}}};
    const auto seconds = static_cast<int>(rest / kSecond);
    return {static_cast<int>(ymd.year()),
            static_cast<int>(static_cast<unsigned>(ymd.month())),
            static_cast<int>(static_cast<unsigned>(ymd.day())),
            seconds / 3600,
            seconds / 60 % 60,
            seconds % 60};
}

std::int64_t fraction(Instant t) {
    const std::int64_t rest = t.ns % kSecond;
    return rest < 0 ? rest + kSecond : rest;
}

std::string dateAndTime(Instant local) {
    const Civil c = civil(local);
    std::string out =
        fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", c.year, c.month, c.day, c.hour, c.minute, c.second);
    const std::int64_t ns = fraction(local);
    if (ns == 0)
        return out;
    if (ns % 1'000'000 == 0)
        return out + fmt::format(".{:03}", ns / 1'000'000);
    if (ns % 1'000 == 0)
        return out + fmt::format(".{:06}", ns / 1'000);
    return out + fmt::format(".{:09}", ns);
}

} // namespace

std::optional<WrittenTime> parseTimePrefix(std::string_view text, std::size_t& used) {
    const int year = number(text, 0, 4), month = number(text, 5, 2), day = number(text, 8, 2);
    const int hour = number(text, 11, 2), minute = number(text, 14, 2);
    const char between = at(text, 10);
    if (year < 1678 || year > 2261 || month < 1 || month > 12 || day < 1 || hour < 0 || hour > 23 || minute < 0 ||
        minute > 59 || (between != 'T' && between != 't' && between != ' ') || at(text, 13) != ':')
        return std::nullopt;
    const char dash = at(text, 4);
    if ((dash != '-' && dash != '/') || at(text, 7) != dash)
        return std::nullopt;
    const date::year_month_day ymd{date::year{year}, date::month{static_cast<unsigned>(month)},
                                   date::day{static_cast<unsigned>(day)}};
    if (!ymd.ok())
        return std::nullopt;
    std::size_t i = 16;
    int second = 0;
    if (at(text, i) == ':') {
        second = number(text, i + 1, 2);
        if (second < 0 || second > 60)
            return std::nullopt;
        i += 3;
    }
    WrittenTime out;
    std::int64_t ns = 0;
    if ((at(text, i) == '.' || at(text, i) == ',') && number(text, i + 1, 1) >= 0) {
        ++i;
        std::int64_t unit = kSecond / 10;
        for (; at(text, i) >= '0' && at(text, i) <= '9'; ++i, unit /= 10) {
            ns += unit * (text[i] - '0');
            if (unit > 0)
                ++out.fractionDigits;
        }
    }
    const std::int64_t days = date::sys_days{ymd}.time_since_epoch().count();
    out.instant = Instant{days * kDay + ((hour * 60LL + minute) * 60 + second) * kSecond + ns};
    std::size_t j = i;
    if (at(text, j) == ' ' && (at(text, j + 1) == '+' || at(text, j + 1) == '-'))
        ++j;
    if (at(text, j) == 'Z' || at(text, j) == 'z') {
        out.hasOffset = true;
        i = j + 1;
    } else if (at(text, j) == '+' || at(text, j) == '-') {
        const int hours = number(text, j + 1, 2);
        std::size_t k = j + 3;
        if (at(text, k) == ':')
            ++k;
        const int minutes = number(text, k, 2);
        if (hours >= 0 && hours <= 18) {
            const std::int64_t sign = text[j] == '-' ? -1 : 1;
            const std::int64_t offset = hours * 3600LL + (minutes >= 0 && minutes < 60 ? minutes * 60LL : 0);
            out.instant.ns -= sign * offset * kSecond;
            out.hasOffset = true;
            i = minutes >= 0 ? k + 2 : j + 3;
        }
    }
    used = i;
    return out;
}

std::optional<WrittenTime> parseTime(std::string_view text) {
    std::size_t used = 0;
    auto out = parseTimePrefix(text, used);
    if (!out || used != text.size())
        return std::nullopt;
    return out;
}

std::string rfc3339(Instant t) {
    return dateAndTime(t) + "Z";
}

std::string rfc3339(Instant t, const Zone& zone) {
    const Duration offset = zone.offsetAt(t);
    if (offset.ns == 0)
        return rfc3339(t);
    const std::int64_t minutes = std::abs(offset.ns) / Duration::minutes(1).ns;
    return fmt::format("{}{}{:02}:{:02}", dateAndTime(t + offset), offset.ns < 0 ? '-' : '+', minutes / 60,
                       minutes % 60);
}

std::string clockText(Instant t, const Zone& zone) {
    const Instant local = t + zone.offsetAt(t);
    const Civil c = civil(local);
    const std::int64_t ns = fraction(local);
    if (ns >= 1'000'000)
        return fmt::format("{:02}:{:02}:{:02}.{:03}", c.hour, c.minute, c.second, ns / 1'000'000);
    if (c.second != 0)
        return fmt::format("{:02}:{:02}:{:02}", c.hour, c.minute, c.second);
    return fmt::format("{:02}:{:02}", c.hour, c.minute);
}

std::string clockTextWithZone(Instant t, const Zone& zone) {
    return clockText(t, zone) + " " + zone.abbreviationAt(t);
}

std::string dayText(Instant t, const Zone& zone) {
    static constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const Civil c = civil(t + zone.offsetAt(t));
    return fmt::format("{} {} {}", c.day, kMonths[static_cast<std::size_t>(c.month - 1)], c.year);
}

std::string durationText(Duration d) {
    if (d.ns < 0)
        return "-" + durationText(-d);
    if (d < Duration::seconds(1))
        return fmt::format("{} ms", d.ns / 1'000'000);
    const std::int64_t seconds = d.ns / kSecond;
    struct Unit {
        std::int64_t size;
        const char* name;
    };
    static constexpr std::array<Unit, 4> kUnits = {{{86'400, "d"}, {3600, "h"}, {60, "min"}, {1, "s"}}};
    for (std::size_t i = 0; i < kUnits.size(); ++i) {
        if (seconds < kUnits[i].size)
            continue;
        std::string out = fmt::format("{} {}", seconds / kUnits[i].size, kUnits[i].name);
        if (i + 1 < kUnits.size())
            if (const std::int64_t rest = seconds % kUnits[i].size / kUnits[i + 1].size)
                out += fmt::format(" {} {}", rest, kUnits[i + 1].name);
        return out;
    }
    return "0 s";
}

std::optional<Duration> parseDuration(std::string_view text) {
    std::int64_t sign = 1;
    if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
        sign = text[0] == '-' ? -1 : 1;
        text.remove_prefix(1);
    }
    if (text.empty())
        return std::nullopt;
    double total = 0;
    while (!text.empty()) {
        double value = 0;
        const auto [end, problem] =
            std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
        if (problem != std::errc() || value < 0)
            return std::nullopt;
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        std::size_t letters = 0;
        while (letters < text.size() && text[letters] >= 'a' && text[letters] <= 'z')
            ++letters;
        const std::string_view unit = text.substr(0, letters);
        text.remove_prefix(letters);
        const double size = unit == "ms"                   ? .001
                            : unit == "s" || unit == "sec" ? 1
                            : unit == "m" || unit == "min" ? 60
                            : unit == "h"                  ? 3600
                            : unit == "d"                  ? 86'400
                            : unit == "w"                  ? 7 * 86'400
                                                           : 0;
        if (size == 0)
            return std::nullopt;
        total += value * size;
    }
    if (total > 9e9)
        return std::nullopt;
    return Duration{sign * static_cast<std::int64_t>(total * 1e9 + .5)};
}

} // namespace foreshock
