// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/limits_words.h"

#include "app/cli/asked_file.h"
#include "model/base/time_text.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>

namespace foreshock::cli {

Json limitJson(const Terminal& terminal, const ResourceLimit& limit) {
    return {
        {"value", limit.value},   {"basis", nameOf(limit.basis)},           {"certain", limit.isCertain},
        {"source", limit.source}, {"date", jsonTime(terminal, limit.date)}, {"since", jsonTime(terminal, limit.since)}};
}

std::string limitText(const ResourceLimit& limit, const Zone& zone) {
    std::string out(wordsFor(limit.basis));
    if (limit.since)
        out += ", since " + dayText(*limit.since, zone) + " " + clockTextWithZone(*limit.since, zone);
    if (limit.basis == LimitBasis::Declared)
        out += (limit.source.empty() ? std::string() : " by " + limit.source) +
               (limit.date ? ", " + dayText(*limit.date, zone) : std::string()) +
               (limit.isCertain ? ""
                                : ": a hint, it has no " + std::string(limit.source.empty() ? "source"
                                                                       : !limit.date        ? "date"
                                                                                            : "service"));
    return out;
}

std::string whenText(Instant t, const Zone& zone) {
    return dayText(t, zone) + " " + clockTextWithZone(t, zone);
}

std::optional<double> readNumber(Terminal& terminal, const std::string& text, const char* option) {
    std::string digits = text;
    std::erase(digits, ',');
    char* end = nullptr;
    const double value = std::strtod(digits.c_str(), &end);
    if (digits.empty() || *end != '\0' || !std::isfinite(value)) {
        terminal.fail({ErrorCode::Invalid, "\"" + text + "\" is no number", option, "Write it like 32768"}, kUsage);
        return std::nullopt;
    }
    return value;
}

std::optional<Duration> readDuration(Terminal& terminal, const std::string& text, const char* option) {
    const auto out = parseDuration(text);
    if (!out || *out < Duration{}) {
        terminal.fail({ErrorCode::Invalid, "\"" + text + "\" is no duration", option, "Write it like 5m or 6h"},
                      kUsage);
        return std::nullopt;
    }
    return out;
}

} // namespace foreshock::cli
