// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/map/dot_tokens.h"

#include "model/base/text.h"

namespace foreshock {
namespace {

bool isIdByte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
           static_cast<unsigned char>(c) >= 0x80;
}

} // namespace

bool DotToken::isWord(std::string_view word) const {
    return kind == Kind::Id && !isQuoted && lowered(text) == word;
}

void DotTokens::skipBlanks() {
    while (m_at < m_text.size()) {
        const std::string_view rest = m_text.substr(m_at);
        const char c = rest.front();
        const bool isLineStart = m_at == 0 || m_text[m_at - 1] == '\n';
        if (c == ' ' || c == '\t' || c == '\r' || c == '\n')
            ++m_at;
        else if (rest.starts_with("//") || (c == '#' && isLineStart))
            m_at = std::min(m_text.find('\n', m_at), m_text.size());
        else if (rest.starts_with("/*"))
            m_at =
                m_text.find("*/", m_at + 2) == std::string_view::npos ? m_text.size() : m_text.find("*/", m_at + 2) + 2;
        else
            return;
    }
}

std::optional<DotToken> DotTokens::next() {
    skipBlanks();
    if (m_at >= m_text.size() || !m_problem.empty())
        return std::nullopt;
    const char c = m_text[m_at];
    if (c == '"')
        return quoted();
    if (c == '<')
        return html();
    DotToken token;
    token.offset = m_at;
    if (const std::string_view two = m_text.substr(m_at, 2); two == "->" || two == "--") {
        token.text = two;
        m_at += 2;
        return token;
    }
    if (std::string_view("{}[]=;,:+").find(c) != std::string_view::npos) {
        token.text = c;
        ++m_at;
        return token;
    }
    const std::size_t start = m_at;
    if (c == '-') // a negative number
        ++m_at;
    while (m_at < m_text.size() && isIdByte(m_text[m_at]))
        ++m_at;
    if (m_at == start || (c == '-' && m_at == start + 1)) {
        m_problem = std::string("the character ") + c + " does not belong here";
        m_at = start;
        return std::nullopt;
    }
    token.kind = DotToken::Kind::Id;
    token.text = m_text.substr(start, m_at - start);
    return token;
}

std::optional<DotToken> DotTokens::quoted() {
    DotToken token;
    token.kind = DotToken::Kind::Id;
    token.isQuoted = true;
    token.offset = m_at;
    for (++m_at; m_at < m_text.size() && m_text[m_at] != '"'; ++m_at) {
        if (m_text[m_at] == '\\' && m_at + 1 < m_text.size()) {
            ++m_at;
            const char c = m_text[m_at];
            token.text += c == 'n' || c == 'l' || c == 'r' ? ' ' : c;
        } else {
            token.text += m_text[m_at];
        }
    }
    if (m_at >= m_text.size()) {
        m_problem = "a quote is never closed (cut off?)";
        m_at = token.offset;
        return std::nullopt;
    }
    ++m_at;
    return token;
}

std::optional<DotToken> DotTokens::html() {
    DotToken token;
    token.kind = DotToken::Kind::Id;
    token.isQuoted = true;
    token.offset = m_at;
    int depth = 0;
    for (; m_at < m_text.size(); ++m_at) {
        const char c = m_text[m_at];
        depth += c == '<' ? 1 : c == '>' ? -1 : 0;
        if (depth == 0) {
            ++m_at;
            return token;
        }
        if (depth == 1 && c != '>' && c != '<')
            token.text += c;
    }
    m_problem = "an HTML text is never closed (cut off?)";
    m_at = token.offset;
    return std::nullopt;
}

} // namespace foreshock
