// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/c_time.h"

#include "model/base/text.h"

#include <string>
#include <vector>

namespace foreshock {

std::optional<WrittenTime> parseCTime(std::string_view text) {
    constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
    std::vector<std::string_view> words;
    for (const std::string_view word : split(text, ' '))
        if (!word.empty())
            words.push_back(word);
    if (words.size() < 5 || words.size() > 6 || words[1].size() != 3)
        return std::nullopt;
    const std::size_t month = kMonths.find(words[1]);
    if (month == std::string_view::npos || month % 3 != 0)
        return std::nullopt;
    const auto two = [](std::string digits) { return digits.size() == 1 ? "0" + digits : digits; };
    std::string iso = std::string(words[4]) + "-" + two(std::to_string(month / 3 + 1)) + "-" +
                      two(std::string(words[2])) + " " + std::string(words[3]);
    if (words.size() == 6)
        iso += std::string(words[5]);
    return parseTime(iso);
}

} // namespace foreshock
