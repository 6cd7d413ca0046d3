// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sql/sql_highlighter.h"

#include "views/sql/sql_lexer.h"

namespace foreshock {

SqlHighlighter::SqlHighlighter(QTextDocument* document)
    : QSyntaxHighlighter(document) {}

void SqlHighlighter::setTheme(const Theme& theme) {
    m_theme = theme;
    rehighlight();
}

void SqlHighlighter::highlightBlock(const QString& text) {
    const auto inside = static_cast<SqlInside>(std::max(0, previousBlockState()));
    const std::vector<SqlToken> tokens = sqlTokens(text, inside);
    for (const SqlToken& token : tokens) {
        QTextCharFormat format;
        switch (token.kind) {
        case SqlToken::Kind::Keyword:
            format.setForeground(m_theme.change);
            format.setFontWeight(QFont::DemiBold);
            break;
        case SqlToken::Kind::String:
            format.setForeground(m_theme.ok);
            break;
        case SqlToken::Kind::Number:
            format.setForeground(m_theme.ceiling);
            break;
        case SqlToken::Kind::Placeholder:
            format.setForeground(m_theme.accent);
            format.setFontWeight(QFont::DemiBold);
            break;
        case SqlToken::Kind::Comment:
            format.setForeground(m_theme.text3);
            break;
        case SqlToken::Kind::Function:
            format.setForeground(m_theme.text2);
            break;
        default:
            continue;
        }
        setFormat(static_cast<int>(token.start), static_cast<int>(token.length), format);
    }
    setCurrentBlockState(
        static_cast<int>(tokens.empty() && inside != SqlInside::Nothing ? inside : insideAfter(tokens)));
}

} // namespace foreshock
