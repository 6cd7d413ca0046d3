// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/limits/limit_value.h"

#include "model/base/text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <utility>

namespace foreshock {

bool isUnlimited(std::string_view text) {
    const std::string word = lowered(trimmed(text));
    return word == "unlimited" || word == "infinity" || word == "infinite" || word == "-1" || word == "none" ||
           word == "no limit";
}

std::optional<double> limitValue(std::string_view text) {
    std::string digits;
    text = trimmed(text);
    std::size_t used = 0;
    for (; used < text.size(); ++used) {
        const char c = text[used];
        // A comma separates thousands only: "32,768", never "1,5".
        const bool isThousands = c == ',' && used + 3 < text.size() && used > 0 && text[used + 1] >= '0' &&
                                 text[used + 1] <= '9' &&
                                 (used + 4 == text.size() || text[used + 4] < '0' || text[used + 4] > '9');
        if (isThousands)
            continue;
        const bool isExponent =
            (c == 'e' || c == 'E') && used + 1 < text.size() && !digits.empty() &&
            ((text[used + 1] >= '0' && text[used + 1] <= '9') || text[used + 1] == '+' || text[used + 1] == '-');
        const bool isSign = (c == '-' || c == '+') && !digits.empty() && (digits.back() == 'e' || digits.back() == 'E');
        if (!((c >= '0' && c <= '9') || c == '.' || isExponent || isSign || (c == '-' && digits.empty())))
            break;
        digits += c;
    }
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (digits.empty() || error != std::errc() || end != digits.data() + digits.size())
        return std::nullopt;
    static constexpr std::array<std::pair<std::string_view, double>, 14> kSuffixes = {{{"", 1},
                                                                                       {"k", 1e3},
                                                                                       {"m", 1e6},
                                                                                       {"g", 1e9},
                                                                                       {"t", 1e12},
                                                                                       {"ki", 1024},
                                                                                       {"mi", 1048576},
                                                                                       {"gi", 1073741824},
                                                                                       {"ti", 1099511627776.0},
                                                                                       {"kib", 1024},
                                                                                       {"mib", 1048576},
                                                                                       {"gib", 1073741824},
                                                                                       {"tib", 1099511627776.0},
                                                                                       {"%", 1}}};
    const std::string suffix = lowered(trimmed(text.substr(used)));
    for (const auto& [name, factor] : kSuffixes)
        if (suffix == name && std::isfinite(value * factor))
            return value * factor;
    return std::nullopt;
}

std::optional<Instant> writtenAt(Instant fileTime) {
    return fileTime == Instant{} ? std::nullopt : std::optional(fileTime);
}

} // namespace foreshock
