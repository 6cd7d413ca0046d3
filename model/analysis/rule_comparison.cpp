// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/rule_comparison.h"

#include "model/base/text.h"

#include <algorithm>
#include <optional>

namespace foreshock {
namespace {

struct Operator {
    std::size_t at = std::string_view::npos;
    std::size_t length = 0;
    bool isUp = false;
};

bool isWordByte(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// Past the quoted text or the label matchers that begin at `at`; `at` where none do.
std::size_t skipped(std::string_view text, std::size_t at) {
    const char open = text[at];
    if (open != '"' && open != '\'' && open != '{')
        return at;
    // An apostrophe in words ("cart's errors") opens nothing.
    if (open == '\'' && at > 0 && isWordByte(text[at - 1]))
        return at;
    const char close = open == '{' ? '}' : open;
    const std::size_t end = text.find(close, at + 1);
    return end == std::string_view::npos ? at : end;
}

/// Where the parts begin and end that and, or and unless part.
std::vector<std::string_view> clausesOf(std::string_view rule) {
    std::vector<std::string_view> out;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < rule.size(); ++i) {
        if (const std::size_t end = skipped(rule, i); end != i) {
            i = end;
            continue;
        }
        if (i > 0 && isWordByte(rule[i - 1]))
            continue;
        for (const std::string_view word : {"and", "or", "unless"})
            if (startsWithNoCase(rule.substr(i), word) &&
                (i + word.size() == rule.size() || !isWordByte(rule[i + word.size()]))) {
                out.push_back(rule.substr(begin, i - begin));
                begin = i + word.size();
                i = begin - 1;
                break;
            }
    }
    out.push_back(rule.substr(begin));
    return out;
}

/// The first comparison by sign. "=>" and "->" are arrows of words; "==" tells a direction only against 0.
std::optional<Operator> signIn(std::string_view clause) {
    for (std::size_t i = 0; i < clause.size(); ++i) {
        if (const std::size_t end = skipped(clause, i); end != i) {
            i = end;
            continue;
        }
        const bool isArrow = i > 0 && (clause[i - 1] == '-' || clause[i - 1] == '=');
        if ((clause[i] == '>' && !isArrow) || (clause[i] == '<' && clause.substr(i, 2) != "<-"))
            return Operator{i, clause.substr(i + 1, 1) == "=" ? std::size_t{2} : std::size_t{1}, clause[i] == '>'};
        if (clause.substr(i, 3) == "\xE2\x89\xA5" || clause.substr(i, 3) == "\xE2\x89\xA4")
            return Operator{i, 3, clause[i + 2] == '\xA5'};
        if (clause.substr(i, 2) == "==" && trimmed(clause.substr(i + 2)) == "0")
            return Operator{i, 2, false};
    }
    return std::nullopt;
}

std::optional<Operator> wordIn(std::string_view clause) {
    struct Word {
        std::string_view text;
        bool isUp;
    };
    static constexpr Word kWords[] = {{"greaterthan", true}, {"greater than", true}, {"more than", true},
                                      {"above", true},       {"exceed", true},       {"lessthan", false},
                                      {"less than", false},  {"lowerthan", false},   {"lower than", false},
                                      {"fewer than", false}, {"below", false}};
    const std::string lower = lowered(clause);
    std::optional<Operator> out;
    for (const Word& word : kWords) {
        const std::size_t at = lower.find(word.text);
        if (at != std::string::npos && (at == 0 || !isWordByte(lower[at - 1])) && (!out || at < out->at))
            out = Operator{at, word.text.size(), word.isUp};
    }
    return out;
}

bool isNumber(std::string_view text) {
    text = trimmed(text);
    return !text.empty() && text.find_first_not_of("0123456789.+-eE%_ ") == std::string_view::npos;
}

} // namespace

std::vector<RuleComparison> comparisonsOf(std::string_view rule) {
    std::vector<RuleComparison> out;
    for (const std::string_view clause : clausesOf(rule)) {
        std::optional<Operator> found = signIn(clause);
        if (!found)
            found = wordIn(clause);
        if (!found)
            continue;
        std::string_view subject = clause.substr(0, found->at);
        bool isUp = found->isUp;
        if (isNumber(subject)) { // 0.1 > disk_free
            subject = clause.substr(found->at + found->length);
            isUp = !isUp;
        }
        out.push_back({subject, isUp ? BadDirection::Up : BadDirection::Down});
    }
    return out;
}

} // namespace foreshock
