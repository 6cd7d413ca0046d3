// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text/pattern_pieces.h"

namespace foreshock {
namespace {

/// The end of a class that begins at `at` ("[^]a]" holds a bracket).
std::size_t classEnd(std::string_view text, std::size_t at) {
    ++at;
    if (at < text.size() && text[at] == '^')
        ++at;
    if (at < text.size() && text[at] == ']')
        ++at;
    while (at < text.size() && text[at] != ']')
        at += text[at] == '\\' ? 2 : 1;
    return at + 1;
}

std::size_t groupEnd(std::string_view text, std::size_t at) {
    for (int depth = 0; at < text.size();) {
        if (text[at] == '\\') {
            at += 2;
            continue;
        }
        if (text[at] == '[') {
            at = classEnd(text, at);
            continue;
        }
        depth += text[at] == '(' ? 1 : text[at] == ')' ? -1 : 0;
        ++at;
        if (depth == 0)
            break;
    }
    return at;
}

std::size_t quantifierEnd(std::string_view text, std::size_t at) {
    if (at < text.size() && (text[at] == '*' || text[at] == '+' || text[at] == '?'))
        ++at;
    else if (at < text.size() && text[at] == '{' && text.find('}', at) != std::string_view::npos)
        at = text.find('}', at) + 1;
    else
        return at;
    return at < text.size() && (text[at] == '?' || text[at] == '+') ? at + 1 : at;
}

bool isPlain(char c) {
    return std::string_view("\\[](){}*+?.^$|").find(c) == std::string_view::npos;
}

} // namespace

std::vector<std::string_view> patternPieces(std::string_view expression) {
    std::vector<std::string_view> pieces;
    bool isAfterPlain = false;
    for (std::size_t at = 0; at < expression.size();) {
        const char c = expression[at];
        std::size_t end = at + 1;
        if (c == '|')
            return {expression};
        if (c == '\\')
            end = at + 2;
        else if (c == '[')
            end = classEnd(expression, at);
        else if (c == '(')
            end = groupEnd(expression, at);
        end = quantifierEnd(expression, end);
        end = end < expression.size() ? end : expression.size();
        const bool isPlainNow = isPlain(c) && end == at + 1;
        if (isPlainNow && isAfterPlain)
            pieces.back() = expression.substr(static_cast<std::size_t>(pieces.back().data() - expression.data()),
                                              pieces.back().size() + 1);
        else
            pieces.push_back(expression.substr(at, end - at));
        isAfterPlain = isPlainNow;
        at = end;
    }
    return pieces;
}

} // namespace foreshock
