// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/alarms/rule_text.h"

#include "model/base/text.h"

#include <algorithm>
#include <charconv>

namespace foreshock {
namespace {

std::string urlDecoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned code = 0;
        if (text[i] == '%' && i + 2 < text.size() &&
            std::from_chars(text.data() + i + 1, text.data() + i + 3, code, 16).ptr == text.data() + i + 3) {
            out += static_cast<char>(code);
            i += 2;
        } else {
            out += text[i] == '+' ? ' ' : text[i];
        }
    }
    return out;
}

} // namespace

std::string withDuration(std::string expression, double seconds) {
    if (expression.empty() || !(seconds > 0) || seconds > 1e9)
        return expression;
    return expression + " for " + durationText(Duration::milliseconds(static_cast<std::int64_t>(seconds * 1000)));
}

std::string expressionOfUrl(std::string_view url) {
    constexpr std::string_view kName = "g0.expr=";
    const std::size_t found = url.find(kName);
    if (found == std::string_view::npos)
        return {};
    const std::string_view rest = url.substr(found + kName.size());
    return urlDecoded(rest.substr(0, rest.find('&')));
}

std::string comparisonOf(std::string_view words) {
    std::string text = lowered(words);
    std::erase(text, ' ');
    struct Word {
        std::string_view text, op;
    };
    for (const Word word : {Word{"greaterthanorequal", ">="}, Word{"lessthanorequal", "<="}, Word{"greaterthan", ">"},
                            Word{"lessthan", "<"}})
        if (text.find(word.text) != std::string::npos)
            return std::string(word.op);
    return {};
}

void addDetails(Details& details, const Json& object, std::initializer_list<std::string_view> but) {
    if (!object.is_object())
        return;
    for (const auto& [name, value] : object.items())
        if (std::find(but.begin(), but.end(), name) == but.end() && !textOf(value).empty())
            details.push_back({name, textOf(value)});
}

} // namespace foreshock
