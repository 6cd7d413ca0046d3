// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/metrics/prometheus_number.h"

#include "importers/record_clock.h"
#include "model/base/text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace foreshock {
namespace {

constexpr double kNull = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kExactDigits = 15; ///< every integer of so many digits is a double
constexpr std::array<double, 16> kPowers = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                            1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

std::optional<double> anyNumber(std::string_view text) {
    if (text.starts_with('+'))
        text.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (end != text.data() + text.size() || text.empty())
        return std::nullopt;
    if (error == std::errc::result_out_of_range)
        return kNull;
    if (error != std::errc())
        return std::nullopt;
    return std::isfinite(value) ? value : kNull;
}

} // namespace

std::optional<double> sampleValue(std::string_view text) {
    if (text.size() > kExactDigits + 1)
        return anyNumber(text);
    const bool isNegative = text.starts_with('-');
    std::int64_t digits = 0;
    std::size_t seen = 0, point = 0;
    for (std::size_t i = isNegative; i < text.size(); ++i) {
        if (isDigit(text[i])) {
            digits = digits * 10 + (text[i] - '0');
            ++seen;
        } else if (text[i] == '.' && point == 0) {
            point = i + 1;
        } else {
            return anyNumber(text);
        }
    }
    if (seen == 0 || seen > kExactDigits)
        return anyNumber(text);
    const double whole = static_cast<double>(digits);
    const double value = point == 0 ? whole : whole / kPowers[text.size() - point];
    return isNegative ? -value : value;
}

std::optional<Instant> sampleTime(std::string_view text) {
    std::int64_t whole = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), whole);
    auto at = static_cast<std::size_t>(end - text.data()); // of what follows the whole number
    if (at == 0 || text[0] == '-')
        return std::nullopt;
    const std::optional<Instant> start = problem == std::errc() ? RecordClock::epoch(whole) : std::nullopt;
    if (at == text.size())
        return start;
    if (start && text[at] == '.') {
        std::int64_t unit = start->ns / whole; // nanoseconds in one of what is counted
        std::int64_t fraction = 0;
        for (++at; at < text.size() && isDigit(text[at]); ++at) {
            unit /= 10;
            fraction += (text[at] - '0') * unit;
        }
        if (at == text.size())
            return *start + Duration::nanoseconds(fraction);
    }
    const std::optional<double> number = sampleValue(text); // 1.6e9
    return number ? RecordClock::epoch(*number) : std::nullopt;
}

} // namespace foreshock
