// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/query/required_text.h"

#include <cctype>

namespace foreshock {
namespace {

class Reader {
public:
    explicit Reader(std::string_view text)
        : m_text(text) {}

    std::vector<std::string> read() {
        while (m_at < m_text.size())
            if (!step())
                return {};
        flush();
        return std::move(m_found);
    }

private:
    bool step() {
        const char c = m_text[m_at];
        switch (c) {
        case '\\':
            return escape();
        case '[':
            flush();
            return skipClass();
        case '(':
            flush();
            return skipGroup();
        case ')':
        case '|':
            return false;
        case '.':
        case '^':
        case '$':
            flush();
            ++m_at;
            return true;
        case '*':
        case '?':
            return optional(1);
        case '+':
            flush();
            ++m_at;
            return true;
        case '{':
            return braces();
        default:
            m_current += c;
            ++m_at;
            return true;
        }
    }
    void flush() {
        if (!m_current.empty())
            m_found.push_back(std::move(m_current));
        m_current.clear();
    }
    /// What stands before a quantifier need not occur.
    bool optional(std::size_t quantifier) {
        while (!m_current.empty() && (static_cast<unsigned char>(m_current.back()) & 0xC0) == 0x80)
            m_current.pop_back();
        if (!m_current.empty())
            m_current.pop_back();
        flush();
        m_at += quantifier;
        return true;
    }
    bool braces() {
        std::size_t end = m_at + 1;
        while (end < m_text.size() && (std::isdigit(static_cast<unsigned char>(m_text[end])) || m_text[end] == ','))
            ++end;
        if (end > m_at + 1 && end < m_text.size() && m_text[end] == '}')
            return optional(end + 1 - m_at);
        flush(); // a brace of its own
        ++m_at;
        return true;
    }
    bool escape() {
        if (m_at + 1 >= m_text.size())
            return false;
        const char c = m_text[m_at + 1];
        if (static_cast<unsigned char>(c) >= 0x80)
            return false;
        if (!std::isalnum(static_cast<unsigned char>(c))) {
            m_current += c;
            m_at += 2;
            return true;
        }
        // Classes and places that take no argument; every other letter or digit may.
        if (std::string_view("dDwWsSbBAzZhHvVRX").find(c) == std::string_view::npos)
            return false;
        flush();
        m_at += 2;
        return true;
    }
    bool skipClass() {
        std::size_t at = m_at + 1;
        if (at < m_text.size() && m_text[at] == '^')
            ++at;
        if (at < m_text.size() && m_text[at] == ']')
            ++at;
        for (; at < m_text.size(); ++at) {
            if (m_text[at] == '\\') {
                if (at + 1 < m_text.size() && m_text[at + 1] == 'Q')
                    return false;
                ++at;
            } else if (m_text[at] == '[' && at + 1 < m_text.size() && m_text[at + 1] == ':') {
                const std::size_t end = m_text.find(":]", at + 2);
                if (end == std::string_view::npos)
                    return false;
                at = end + 1;
            } else if (m_text[at] == ']') {
                m_at = at + 1;
                return true;
            }
        }
        return false;
    }
    bool skipGroup() {
        for (int depth = 0;;) {
            if (m_at >= m_text.size())
                return false;
            const char c = m_text[m_at];
            if (c == '\\') {
                if (m_at + 1 < m_text.size() && m_text[m_at + 1] == 'Q')
                    return false;
                m_at += 2;
            } else if (c == '[') {
                if (!skipClass())
                    return false;
            } else {
                if (c == '(' && !isPlainGroup(m_text.substr(m_at + 1)))
                    return false;
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                ++m_at;
                if (depth == 0)
                    return true;
            }
        }
    }
    /// (?: (?= (?! (?<…) (?> (?| are groups; (?i) and its like change what follows, verbs and comments anything.
    static bool isPlainGroup(std::string_view behind) {
        if (behind.starts_with('*'))
            return false;
        return !behind.starts_with('?') ||
               (behind.size() > 1 && std::string_view(":=!<>|P'").find(behind[1]) != std::string_view::npos);
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::string m_current;
    std::vector<std::string> m_found;
};

} // namespace

std::vector<std::string> requiredTexts(std::string_view expression) {
    return Reader(expression).read();
}

} // namespace foreshock
