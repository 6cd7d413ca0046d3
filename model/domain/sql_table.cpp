// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/sql_table.h"

#include "model/base/time_text.h"

#include <array>
#include <charconv>

namespace foreshock {
namespace {

std::optional<double> numberOf(const SqlValue& value) {
    if (const auto* n = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*n);
    if (const auto* n = std::get_if<double>(&value))
        return *n;
    return std::nullopt;
}

/// 0: NULL, 1: a number, 2: a text.
int rankOf(const SqlValue& value) {
    return value.index() == 0 ? 0 : value.index() == 3 ? 2 : 1;
}

bool isDigits(std::string_view text, std::string_view layout) {
    for (std::size_t i = 0; i < layout.size(); ++i)
        if (layout[i] == '0' ? text[i] < '0' || text[i] > '9'
                             : text[i] != layout[i] && !(layout[i] == 'T' && text[i] == ' '))
            return false;
    return true;
}

} // namespace

std::string textOf(const SqlValue& value) {
    if (const auto* text = std::get_if<std::string>(&value))
        return *text;
    std::array<char, 40> digits{};
    std::to_chars_result end{digits.data(), {}};
    if (const auto* n = std::get_if<std::int64_t>(&value))
        end = std::to_chars(digits.data(), digits.data() + digits.size(), *n);
    else if (const auto* d = std::get_if<double>(&value))
        end = std::to_chars(digits.data(), digits.data() + digits.size(), *d);
    return std::string(digits.data(), end.ptr);
}

std::optional<Instant> timeOf(const SqlValue& value, std::string_view column) {
    if (const auto* n = std::get_if<std::int64_t>(&value)) {
        constexpr std::int64_t kDay = 86'400'000'000'000; // smaller ones are durations
        return column.ends_with("_ns") && *n > kDay ? std::optional(Instant{*n}) : std::nullopt;
    }
    const auto* text = std::get_if<std::string>(&value);
    if (!text || text->size() < 10 || text->size() > 40)
        return std::nullopt;
    // "2020-11-25T13:15": what substr(time, 1, 16) leaves.
    static constexpr std::pair<std::string_view, std::string_view> kCut[] = {{"0000-00-00", "T00:00:00Z"},
                                                                             {"0000-00-00T00", ":00:00Z"},
                                                                             {"0000-00-00T00:00", ":00Z"},
                                                                             {"0000-00-00T00:00:00", "Z"}};
    for (const auto& [layout, rest] : kCut)
        if (text->size() == layout.size() && isDigits(*text, layout)) {
            const auto written = parseTime(*text + std::string(rest));
            return written ? std::optional(written->instant) : std::nullopt;
        }
    const auto written = parseTime(*text);
    return written && written->hasOffset ? std::optional(written->instant) : std::nullopt;
}

bool isBefore(const SqlValue& a, const SqlValue& b) {
    const int rank = rankOf(a), other = rankOf(b);
    if (rank != other)
        return rank < other;
    if (rank == 2)
        return std::get<std::string>(a) < std::get<std::string>(b);
    if (a.index() == 1 && b.index() == 1) // exact beyond 2^53
        return std::get<std::int64_t>(a) < std::get<std::int64_t>(b);
    return rank == 1 && *numberOf(a) < *numberOf(b);
}

std::int64_t bytesOf(const std::vector<SqlValue>& row) {
    std::size_t out = sizeof(row) + row.size() * sizeof(SqlValue);
    for (const SqlValue& value : row)
        if (const auto* text = std::get_if<std::string>(&value); text && text->size() > 15)
            out += text->size() + 1;
    return static_cast<std::int64_t>(out);
}

} // namespace foreshock
