// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/text.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace foreshock {
namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

/// Length of the valid UTF-8 character at the front, 0 if it is broken (RFC 3629: no overlong forms, no surrogates).
std::size_t characterLength(std::string_view s) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(s[i]); };
    const unsigned char first = byte(0);
    if (first < 0x80)
        return 1;
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || s.size() < length)
        return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(i) & 0xC0) != 0x80)
            return 0;
    if ((first == 0xE0 && byte(1) < 0xA0) || (first == 0xED && byte(1) > 0x9F) || (first == 0xF0 && byte(1) < 0x90) ||
        (first == 0xF4 && byte(1) > 0x8F))
        return 0;
    return length;
}

} // namespace

std::string_view trimmed(std::string_view text) {
    const auto isBlank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

std::string lowered(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        c = lower(c);
    return out;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (;;) {
        const std::size_t end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos)
            return parts;
        text.remove_prefix(end + 1);
    }
}

bool startsWithNoCase(std::string_view text, std::string_view prefix) {
    if (text.size() < prefix.size())
        return false;
    for (std::size_t i = 0; i < prefix.size(); ++i)
        if (lower(text[i]) != lower(prefix[i]))
            return false;
    return true;
}

std::size_t findNoCase(std::string_view text, std::string_view needle) {
    if (needle.size() > text.size())
        return std::string_view::npos;
    for (std::size_t i = 0; i + needle.size() <= text.size(); ++i)
        if (startsWithNoCase(text.substr(i), needle))
            return i;
    return std::string_view::npos;
}

std::string numberText(double value, int digits) {
    if (std::isnan(value))
        return "no data";
    if (std::isinf(value))
        return value > 0 ? "infinite" : "-infinite";
    const double magnitude = std::abs(value);
    if (magnitude >= 1e15 || (magnitude > 0 && magnitude < 1e-4))
        return fmt::format("{:.{}g}", value, digits);
    int decimals = 0;
    if (magnitude < std::pow(10, digits - 1) && value != std::floor(value))
        decimals = digits - 1 - static_cast<int>(std::floor(std::log10(std::max(magnitude, 1e-9))));
    std::string out = fmt::format("{:.{}f}", value, std::max(0, std::min(decimals, 9)));
    if (const std::size_t point = out.find('.'); point != std::string::npos) {
        out.erase(out.find_last_not_of('0') + 1);
        if (out.back() == '.')
            out.pop_back();
    }
    std::size_t end = out.find('.');
    if (end == std::string::npos)
        end = out.size();
    const std::size_t start = out[0] == '-' ? 1 : 0;
    for (std::size_t i = end; i > start + 3;) {
        i -= 3;
        out.insert(i, 1, ',');
    }
    return out;
}

std::string shown(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size());
    while (!bytes.empty()) {
        const std::size_t length = characterLength(bytes);
        const auto first = static_cast<unsigned char>(bytes[0]);
        if (length == 0 || (length == 1 && ((first < 0x20 && first != '\t' && first != '\n') || first == 0x7F))) {
            out += fmt::format("\\x{:02X}", first);
            bytes.remove_prefix(1);
            continue;
        }
        out += bytes.substr(0, length);
        bytes.remove_prefix(length);
    }
    return out;
}

/// A character that is not seen itself but acts on others; `c` is a whole one of two bytes or more.
static std::optional<unsigned> unseen(std::string_view c) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(c[i])); };
    if (c.size() == 2) {
        const unsigned code = (byte(0) & 0x1FU) << 6 | (byte(1) & 0x3FU);
        return code < 0xA0 || code == 0x61C ? std::optional(code) : std::nullopt;
    }
    if (c.size() != 3)
        return std::nullopt;
    const unsigned code = (byte(0) & 0x0FU) << 12 | (byte(1) & 0x3FU) << 6 | (byte(2) & 0x3FU);
    const bool isBlank = code == 0x200B || code == 0x2060 || code == 0xFEFF;
    const bool turns =
        code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
    const bool parts = code == 0x2028 || code == 0x2029;
    return isBlank || turns || parts ? std::optional(code) : std::nullopt;
}

std::string screenText(std::string_view bytes) {
    const std::string text = shown(bytes);
    const auto isPlain = [](char c) { return (static_cast<unsigned char>(c) & 0x80) == 0; };
    if (std::all_of(text.begin(), text.end(), isPlain))
        return text;
    std::string out;
    out.reserve(text.size());
    for (std::string_view rest = text; !rest.empty();) {
        const std::string_view one = rest.substr(0, std::max<std::size_t>(1, characterLength(rest)));
        if (const auto code = one.size() > 1 ? unseen(one) : std::nullopt)
            out += fmt::format("\\u{:04X}", *code);
        else
            out += one;
        rest.remove_prefix(one.size());
    }
    return out;
}

std::string_view clipped(std::string_view text, std::size_t limit) {
    if (text.size() <= limit)
        return text;
    while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0) == 0x80)
        --limit;
    return text.substr(0, limit);
}

unsigned long long hash64(std::string_view bytes, unsigned long long seed) {
    return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

bool globMatches(std::string_view pattern, std::string_view name) {
    std::size_t p = 0, n = 0, star = std::string_view::npos, mark = 0;
    while (n < name.size()) {
        if (p < pattern.size() && (pattern[p] == '?' || (pattern[p] != '*' && lower(pattern[p]) == lower(name[n])))) {
            ++p;
            ++n;
        } else if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            mark = n;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            n = ++mark;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

} // namespace foreshock
