// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/columns/cell_value.h"

#include "importers/metrics/prometheus_number.h"
#include "model/base/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace foreshock {
namespace {

constexpr double kNull = std::numeric_limits<double>::quiet_NaN();

struct KnownUnit {
    std::string_view word;
    double factor;
    std::string_view unit;
};

/// As Grafana, Kibana and spreadsheets write them. "m" alone is left out: minutes and thousandths look alike.
constexpr KnownUnit kUnits[] = {
    {"%", 1, "%"},
    {"percent", 1, "%"},
    {"\xC2\xB0"
     "C",
     1,
     "\xC2\xB0"
     "C"},
    {"\xC2\xB0"
     "F",
     1,
     "\xC2\xB0"
     "F"},
    {"ns", 1e-9, "s"},
    {"us", 1e-6, "s"},
    {"\xC2\xB5s", 1e-6, "s"}, // micro sign
    {"\xCE\xBCs", 1e-6, "s"}, // Greek mu
    {"ms", 1e-3, "s"},
    {"s", 1, "s"},
    {"sec", 1, "s"},
    {"secs", 1, "s"},
    {"second", 1, "s"},
    {"seconds", 1, "s"},
    {"min", 60, "s"},
    {"mins", 60, "s"},
    {"minutes", 60, "s"},
    {"h", 3600, "s"},
    {"hour", 3600, "s"},
    {"hours", 3600, "s"},
    {"day", 86400, "s"},
    {"days", 86400, "s"},
    {"week", 604800, "s"},
    {"weeks", 604800, "s"},
    {"B", 1, "B"},
    {"bytes", 1, "B"},
    {"kB", 1e3, "B"},
    {"KB", 1e3, "B"},
    {"MB", 1e6, "B"},
    {"GB", 1e9, "B"},
    {"TB", 1e12, "B"},
    {"KiB", 1024., "B"},
    {"MiB", 1048576., "B"},
    {"GiB", 1073741824., "B"},
    {"TiB", 1099511627776., "B"},
    {"PiB", 1125899906842624., "B"},
    {"b", 1, "b"},
    {"kb", 1e3, "b"},
    {"Mb", 1e6, "b"},
    {"Gb", 1e9, "b"},
    {"Hz", 1, "Hz"},
    {"kHz", 1e3, "Hz"},
    {"MHz", 1e6, "Hz"},
    {"GHz", 1e9, "Hz"},
    {"W", 1, "W"},
    {"kW", 1e3, "W"},
    {"V", 1, "V"},
    {"A", 1, "A"},
    {"mA", 1e-3, "A"},
    {"K", 1e3, ""},
    {"k", 1e3, ""},
    {"Mil", 1e6, ""},
    {"M", 1e6, ""},
    {"Bil", 1e9, ""},
    {"Tri", 1e12, ""},
    {"req/s", 1, "req/s"},
    {"ops/s", 1, "ops/s"},
    {"c/s", 1, "c/s"},
    {"rps", 1, "req/s"},
    {"reqps", 1, "req/s"},
    {"rd/s", 1, "rd/s"},
    {"wr/s", 1, "wr/s"},
    {"io/s", 1, "io/s"},
    {"p/s", 1, "p/s"},
};

bool isNothing(std::string_view text) {
    static constexpr std::array<std::string_view, 9> kWords = {"",    "nan", "null",      "none",   "na",
                                                               "n/a", "-",   "undefined", "no data"};
    return std::find(kWords.begin(), kWords.end(), lowered(text)) != kWords.end();
}

/// Where the number at the front ends; its digits without marks of thousands, with a decimal point.
std::size_t numberEnd(std::string_view text, DecimalMark mark, std::string& digits) {
    const char point = mark == DecimalMark::Comma ? ',' : '.';
    const char thousands = mark == DecimalMark::Comma ? '.' : ',';
    std::size_t at = 0;
    bool hasPoint = false, hasDigit = false;
    const auto isDigitAt = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (isDigitAt(at)) {
            digits += c;
            hasDigit = true;
        } else if (at == 0 && (c == '-' || c == '+')) {
            digits += c == '-' ? "-" : "";
        } else if (c == point && !hasPoint) {
            digits += '.';
            hasPoint = true;
        } else if (c == thousands && hasDigit && !hasPoint && isDigitAt(at + 1) && isDigitAt(at + 2) &&
                   isDigitAt(at + 3) && !isDigitAt(at + 4)) {
            continue;
        } else if ((c == 'e' || c == 'E') && hasDigit &&
                   (isDigitAt(at + 1) ||
                    (at + 1 < text.size() && (text[at + 1] == '-' || text[at + 1] == '+') && isDigitAt(at + 2)))) {
            digits += c;
            digits += text[++at];
            while (isDigitAt(at + 1))
                digits += text[++at];
            ++at;
            break;
        } else {
            break;
        }
    }
    return hasDigit ? at : 0;
}

} // namespace

std::optional<CellUnit> cellUnit(std::string_view word) {
    const auto known =
        std::find_if(std::begin(kUnits), std::end(kUnits), [&](const KnownUnit& u) { return u.word == word; });
    if (known != std::end(kUnits))
        return CellUnit{known->factor, std::string(known->unit)};
    if (word.size() > 2 && word.ends_with("/s")) // MiB/s
        if (std::optional<CellUnit> base = cellUnit(word.substr(0, word.size() - 2)); base && !base->unit.empty()) {
            base->unit += "/s";
            return base;
        }
    return std::nullopt;
}

std::optional<CellValue> cellValue(std::string_view text, DecimalMark mark) {
    text = trimmed(text);
    if (mark == DecimalMark::Point) // the common cell is a plain number
        if (const std::optional<double> plain = sampleValue(text))
            return CellValue{*plain, {}};
    if (isNothing(text))
        return CellValue{kNull, {}};
    std::string digits;
    const std::size_t end = numberEnd(text, mark, digits);
    if (end == 0) {
        const std::optional<double> word = sampleValue(text); // "Inf"
        return word ? std::optional(CellValue{*word, {}}) : std::nullopt;
    }
    const std::optional<double> number = sampleValue(digits);
    if (!number)
        return std::nullopt;
    std::string_view rest = text.substr(end);
    while (rest.starts_with("\xC2\xA0")) // a blank that does not break
        rest.remove_prefix(2);
    rest = trimmed(rest);
    if (rest.empty())
        return CellValue{*number, {}};
    const std::optional<CellUnit> unit = cellUnit(rest);
    if (!unit)
        return std::nullopt;
    // One division is exact where a product with 0.001 is not: 350 ms are 0.35 s.
    const double inverse = std::round(1 / unit->factor);
    return CellValue{unit->factor < 1 ? *number / inverse : *number * unit->factor, unit->unit};
}

} // namespace foreshock
