// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/alarms/rule_threshold.h"

#include "model/base/text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <string>

namespace foreshock {
namespace {

std::string_view skipBlanks(std::string_view text) {
    const std::size_t at = text.find_first_not_of(" \t=");
    return at == std::string_view::npos ? std::string_view() : text.substr(at);
}

/// Takes a number from the front.
std::optional<double> takeNumber(std::string_view& text) {
    std::string digits;
    std::size_t used = 0;
    while (used < text.size() &&
           ((text[used] >= '0' && text[used] <= '9') || text[used] == '.' ||
            (text[used] == ',' && used + 1 < text.size() && text[used + 1] >= '0' && text[used + 1] <= '9') ||
            (text[used] == '-' && used == 0))) {
        if (text[used] != ',')
            digits += text[used];
        ++used;
    }
    double out = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
    if (digits.empty() || error != std::errc() || !std::isfinite(out))
        return std::nullopt;
    (void)end;
    text.remove_prefix(used);
    return out;
}

std::string takeWord(std::string_view& text) {
    text = skipBlanks(text);
    std::size_t used = 0;
    while (used < text.size() &&
           ((text[used] >= 'a' && text[used] <= 'z') || (text[used] >= 'A' && text[used] <= 'Z') || text[used] == '%'))
        ++used;
    std::string out(text.substr(0, used));
    text.remove_prefix(used);
    return out;
}

/// Seconds of a unit of time; 0: it is none.
double secondsOf(std::string_view unit) {
    static constexpr std::array<std::pair<std::string_view, double>, 17> kUnits = {{{"ns", 1e-9},
                                                                                    {"us", 1e-6},
                                                                                    {"ms", 1e-3},
                                                                                    {"s", 1},
                                                                                    {"sec", 1},
                                                                                    {"secs", 1},
                                                                                    {"second", 1},
                                                                                    {"seconds", 1},
                                                                                    {"m", 60},
                                                                                    {"min", 60},
                                                                                    {"mins", 60},
                                                                                    {"minute", 60},
                                                                                    {"minutes", 60},
                                                                                    {"h", 3600},
                                                                                    {"hour", 3600},
                                                                                    {"hours", 3600},
                                                                                    {"d", 86400}}};
    for (const auto& [name, seconds] : kUnits)
        if (name == unit)
            return seconds;
    return 0;
}

std::optional<Duration> seconds(double s) {
    return s > 0 && s < 1e7 ? std::optional(Duration::nanoseconds(static_cast<std::int64_t>(s * 1e9))) : std::nullopt;
}

/// "for 5m", "for 3 of 5 min", "for 3 datapoints of 60 s".
std::optional<Duration> askedTime(std::string_view rule) {
    const std::size_t at = findNoCase(rule, " for ");
    if (at == std::string_view::npos)
        return std::nullopt;
    std::string_view rest = skipBlanks(rule.substr(at + 5));
    const auto count = takeNumber(rest);
    if (!count)
        return std::nullopt;
    std::string word = lowered(takeWord(rest));
    if (const double unit = secondsOf(word); unit > 0)
        return seconds(*count * unit);
    if (word == "datapoints" || word == "datapoint" || word == "periods")
        word = lowered(takeWord(rest));
    if (word != "of")
        return std::nullopt;
    rest = skipBlanks(rest);
    const auto second = takeNumber(rest);
    const double unit = secondsOf(lowered(takeWord(rest)));
    if (!second || unit <= 0)
        return std::nullopt;
    // "3 of 5 min" are minutes; "3 datapoints of 60 s" are 3 × 60 s.
    return seconds(rule.find("datapoint") != std::string_view::npos || rule.find("period") != std::string_view::npos
                       ? *count * *second * unit
                       : *count * unit);
}

} // namespace

std::optional<RuleThreshold> ruleThreshold(std::string_view rule, std::string_view unit) {
    for (std::size_t at = rule.find_first_of("<>"); at != std::string_view::npos;
         at = rule.find_first_of("<>", at + 1)) {
        std::string_view rest = skipBlanks(rule.substr(at + 1));
        const auto number = takeNumber(rest);
        if (!number)
            continue;
        RuleThreshold out{rule[at] == '>', *number, askedTime(rule)};
        const std::string word = takeWord(rest);
        static constexpr std::array<std::pair<std::string_view, double>, 4> kSuffixes = {
            {{"k", 1e3}, {"K", 1e3}, {"M", 1e6}, {"G", 1e9}}};
        for (const auto& [suffix, factor] : kSuffixes)
            if (word == suffix)
                out.value *= factor;
        // "alarms (thousands)" counts what the rule counts in k.
        if (findNoCase(unit, "thousand") != std::string_view::npos && (word == "k" || word == "K"))
            out.value /= 1e3;
        if (findNoCase(unit, "million") != std::string_view::npos && word == "M")
            out.value /= 1e6;
        const double told = secondsOf(lowered(word));
        const double own = secondsOf(lowered(trimmed(unit)));
        if (told > 0 && own > 0)
            out.value *= told / own;
        const bool isRatio = unit == "ratio" || unit == "1";
        if (word == "%" && isRatio)
            out.value /= 100;
        return out;
    }
    return std::nullopt;
}

} // namespace foreshock
