// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/query/log_query.h"

#include "model/base/text.h"

#include <fmt/format.h>

#include <charconv>

namespace foreshock {
namespace {

using Node = LogQuery::Node;
using Kind = LogQuery::Kind;
using Compare = LogQuery::Compare;

class Parser {
public:
    explicit Parser(std::string_view text)
        : m_text(text) {}

    Result<LogQuery> parse() {
        LogQuery query;
        m_query = &query;
        auto root = either(0);
        if (!root)
            return root.error();
        skipBlanks();
        if (m_at < m_text.size())
            return problem("a closing parenthesis has no opening one");
        query.root = std::move(*root);
        return query;
    }

private:
    Error problem(std::string_view what) const {
        return {ErrorCode::Invalid, fmt::format("the query can't be read at character {}: {}", m_at + 1, what), "",
                "Example: level>=warning service:cognito \"thread create\" -canary /errno=\\d+/"};
    }
    void skipBlanks() {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\t'))
            ++m_at;
    }
    bool takeKeyword(std::string_view word) {
        if (!startsWithNoCase(m_text.substr(m_at), word))
            return false;
        const std::size_t end = m_at + word.size();
        if (end < m_text.size() && m_text[end] != ' ' && m_text[end] != '(' && m_text[end] != ')')
            return false;
        m_at = end;
        return true;
    }
    static Node joined(Kind kind, std::vector<Node> parts) {
        if (parts.empty())
            return {};
        if (parts.size() == 1)
            return std::move(parts.front());
        Node node;
        node.kind = kind;
        node.parts = std::move(parts);
        return node;
    }

    Result<Node> either(int depth) {
        if (depth > 100)
            return problem("it is nested more than 100 deep");
        std::vector<Node> parts;
        do {
            auto part = all(depth);
            if (!part)
                return part;
            if (part->kind == Kind::All && !parts.empty() && !m_hasTime)
                return problem("a term is missing after or");
            parts.push_back(std::move(*part));
            skipBlanks();
            if (startsWithNoCase(m_text.substr(m_at), "or ") && parts.back().kind == Kind::All && !m_hasTime)
                return problem("a term is missing before or");
        } while (takeKeyword("or"));
        return joined(Kind::Or, std::move(parts));
    }

    Result<Node> all(int depth) {
        std::vector<Node> parts;
        for (;;) {
            skipBlanks();
            if (m_at >= m_text.size() || m_text[m_at] == ')')
                break;
            const std::size_t here = m_at;
            if (takeKeyword("or")) {
                m_at = here;
                break;
            }
            if (takeKeyword("and"))
                continue;
            auto part = unary(depth);
            if (!part)
                return part;
            if (part->kind != Kind::All) // since: and until: are kept aside
                parts.push_back(std::move(*part));
        }
        return joined(Kind::And, std::move(parts));
    }

    Result<Node> unary(int depth) {
        if (depth > 100)
            return problem("it is nested more than 100 deep");
        skipBlanks();
        const bool isDash = m_text.substr(m_at).starts_with('-') && m_at + 1 < m_text.size() && m_text[m_at + 1] != ' ';
        if (isDash)
            ++m_at;
        if (isDash || takeKeyword("not")) {
            auto part = unary(depth + 1);
            if (!part)
                return part;
            Node node;
            node.kind = Kind::Not;
            node.parts.push_back(std::move(*part));
            return node;
        }
        if (m_at < m_text.size() && m_text[m_at] == '(') {
            ++m_at;
            auto inner = either(depth + 1);
            if (!inner)
                return inner;
            skipBlanks();
            if (m_at >= m_text.size() || m_text[m_at] != ')')
                return problem("a closing parenthesis is missing");
            ++m_at;
            return inner;
        }
        return term();
    }

    Result<std::string> delimited(char end) {
        std::string out;
        for (++m_at; m_at < m_text.size(); ++m_at) {
            const char c = m_text[m_at];
            if (c == end) {
                ++m_at;
                return out;
            }
            // A backslash keeps the delimiter; in an expression it stays for PCRE2 where it means something else.
            if (c == '\\' && m_at + 1 < m_text.size() &&
                (m_text[m_at + 1] == end || (end == '"' && m_text[m_at + 1] == '\\')))
                ++m_at;
            out += m_text[m_at];
        }
        return problem(end == '"' ? "a closing quote is missing" : "a closing / is missing");
    }

    std::string bareWord() {
        const std::size_t start = m_at;
        while (m_at < m_text.size() && m_text[m_at] != ' ' && m_text[m_at] != '\t' && m_text[m_at] != ')')
            ++m_at;
        return std::string(m_text.substr(start, m_at - start));
    }

    Result<Node> term() {
        Node node;
        if (m_at >= m_text.size())
            return problem("a word is missing");
        if (m_text[m_at] == '"' || m_text[m_at] == '/') {
            node.kind = m_text[m_at] == '"' ? Kind::Literal : Kind::Regex;
            auto text = delimited(m_text[m_at]);
            if (!text)
                return text.error();
            node.text = std::move(*text);
            return node;
        }
        std::size_t letters = m_at;
        while (letters < m_text.size() && m_text[letters] >= 'a' && m_text[letters] <= 'z')
            ++letters;
        const std::string_view name = m_text.substr(m_at, letters - m_at);
        const std::string_view rest = m_text.substr(letters);
        static constexpr std::string_view kFields[] = {"level", "service", "host",    "source",
                                                       "since", "until",   "template"};
        for (const std::string_view field : kFields)
            if (name == field && !rest.empty() && std::string_view(":=<>").find(rest[0]) != std::string_view::npos)
                return fieldTerm(field, letters);
        node.kind = Kind::Word;
        node.text = bareWord();
        return node;
    }

    Result<Node> fieldTerm(std::string_view field, std::size_t at) {
        Node node;
        m_at = at;
        const bool orEqual = m_at + 1 < m_text.size() && m_text[m_at + 1] == '=';
        const char sign = m_text[m_at];
        m_at += orEqual && sign != ':' && sign != '=' ? 2 : 1;
        node.compare = sign == '>'   ? orEqual ? Compare::AtLeast : Compare::Above
                       : sign == '<' ? orEqual ? Compare::AtMost : Compare::Below
                                     : Compare::Equal;
        if (node.compare != Compare::Equal && field != "level")
            return problem(fmt::format("{} takes a colon", field));
        std::string value;
        if (m_at < m_text.size() && m_text[m_at] == '"') {
            auto text = delimited('"');
            if (!text)
                return text.error();
            value = std::move(*text);
        } else {
            value = bareWord();
        }
        if (value.empty())
            return problem(fmt::format("{} has no value", field));
        if (field == "template") {
            const auto [end, problemCode] = std::from_chars(value.data(), value.data() + value.size(), node.templateId);
            if (problemCode != std::errc() || end != value.data() + value.size() || node.templateId == 0)
                return problem(
                    fmt::format("\"{}\" is no template's number; foreshock templates FILE lists them", value));
            node.kind = Kind::Template;
            return node;
        }
        if (field == "since" || field == "until") {
            (field == "since" ? m_query->since : m_query->until) = value;
            m_hasTime = true;
            return node;
        }
        if (field == "level") {
            const auto level = logLevel(value);
            if (!level)
                return problem(
                    fmt::format("\"{}\" is no level; levels are trace, debug, info, warning, error, fatal", value));
            node.kind = Kind::Level;
            node.level = *level;
            return node;
        }
        node.kind = field == "service" ? Kind::Service : field == "host" ? Kind::Host : Kind::Source;
        node.text = std::move(value);
        return node;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    LogQuery* m_query = nullptr;
    bool m_hasTime = false; ///< since: or until: was read; they leave an empty term behind
};

void collect(const Node& node, std::vector<std::string>& out) {
    if (node.kind == Kind::Word || node.kind == Kind::Literal)
        out.push_back(node.text);
    if (node.kind != Kind::Not)
        for (const Node& part : node.parts)
            collect(part, out);
}

} // namespace

Result<LogQuery> parseLogQuery(std::string_view text) {
    return Parser(text).parse();
}

bool levelFits(LogLevel level, LogQuery::Compare compare, LogLevel to) {
    switch (compare) {
    case Compare::Equal:
        return level == to;
    case Compare::AtLeast:
        return level >= to;
    case Compare::AtMost:
        return level <= to && level != LogLevel::Unknown;
    case Compare::Above:
        return level > to;
    case Compare::Below:
        return level < to && level != LogLevel::Unknown;
    }
    return false;
}

bool sourceFits(std::string_view glob, std::string_view path) {
    return globMatches(glob, path) || globMatches("*/" + std::string(glob), path);
}

std::vector<std::string> highlights(const LogQuery& query) {
    std::vector<std::string> out;
    collect(query.root, out);
    return out;
}

} // namespace foreshock
