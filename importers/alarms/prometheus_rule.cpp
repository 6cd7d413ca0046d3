// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/alarms/prometheus_rule.h"

#include "model/base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

namespace foreshock {
namespace {

bool isNameByte(char c) {
    return c == '_' || c == ':' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// The same length with quoted texts, label matchers, ranges and the label lists of by and without blanked.
std::string bare(std::string_view text) {
    std::string out(text);
    char until = 0;
    bool isList = false;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const char c = text[i];
        if (until != 0) {
            if (c == until)
                until = 0;
            out[i] = ' ';
        } else if (c == '{' || c == '[' || c == '"') {
            until = c == '{' ? '}' : c == '[' ? ']' : '"';
            out[i] = ' ';
        } else if (c == '(' && isList) {
            until = ')';
            out[i] = ' ';
        }
        if (isNameByte(c) && (i == 0 || !isNameByte(text[i - 1]))) {
            std::size_t end = i;
            while (end < text.size() && isNameByte(text[end]))
                ++end;
            const std::string_view word = text.substr(i, end - i);
            isList = word == "by" || word == "without" || word == "on" || word == "ignoring" || word == "group_left" ||
                     word == "group_right";
            if (isList) // sum by (le) (rate(…)) is sum (rate(…))
                std::fill(out.begin() + static_cast<std::ptrdiff_t>(i), out.begin() + static_cast<std::ptrdiff_t>(end),
                          ' ');
        }
    }
    return out;
}

bool isKeyword(std::string_view word) {
    static constexpr std::array<std::string_view, 13> kWords = {
        "by",     "without", "on",   "ignoring",    "group_left", "and", "or",
        "unless", "offset",  "bool", "group_right", "inf",        "nan"};
    const std::string lower = lowered(word);
    return std::find(kWords.begin(), kWords.end(), lower) != kWords.end();
}

} // namespace

void readExpression(const std::string& expression, AlarmRule& rule) {
    const std::string text = bare(expression);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!isNameByte(text[i]) || (i > 0 && isNameByte(text[i - 1])))
            continue;
        std::size_t end = i;
        while (end < text.size() && isNameByte(text[end]))
            ++end;
        const std::size_t next = text.find_first_not_of(' ', end);
        const bool isNumber = text[i] >= '0' && text[i] <= '9';
        if (!isNumber && !isKeyword(std::string_view(text).substr(i, end - i)) &&
            (next == std::string::npos || text[next] != '(')) {
            rule.metric = expression.substr(i, end - i);
            break;
        }
        i = end;
    }
    for (std::size_t i = text.size(); i-- > 0;) {
        if (text[i] != '>' && text[i] != '<' &&
            !(text[i] == '=' && i > 0 && (text[i - 1] == '=' || text[i - 1] == '!')))
            continue;
        std::size_t from = i, behind = i + 1;
        if (text[i] == '=')
            --from;
        else if (behind < text.size() && text[behind] == '=')
            ++behind;
        if (text[from] == '=' && from > 0 && (text[from - 1] == '>' || text[from - 1] == '<'))
            continue;
        std::string_view rest = trimmed(std::string_view(text).substr(behind));
        if (rest.starts_with("bool"))
            rest = trimmed(rest.substr(4));
        double number = 0;
        const auto [end, problem] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
        if (problem != std::errc())
            continue;
        rule.op = text.substr(from, behind - from);
        rule.threshold = number;
        return;
    }
}

} // namespace foreshock
