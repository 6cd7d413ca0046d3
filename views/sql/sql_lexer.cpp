// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sql/sql_lexer.h"

#include <QSet>
#include <QStringList>

namespace foreshock {
namespace {

bool isWordPart(QChar c) {
    return c.isLetterOrNumber() || c == QLatin1Char('_');
}

qsizetype afterWord(const QString& sql, qsizetype at) {
    while (at < sql.size() && isWordPart(sql[at]))
        ++at;
    return at;
}

/// After the closing quote; doubled ones stand for themselves. −1: it is not closed.
qsizetype afterQuote(const QString& sql, qsizetype at, QChar quote) {
    for (; at < sql.size(); ++at) {
        if (sql[at] != quote)
            continue;
        if (at + 1 < sql.size() && sql[at + 1] == quote)
            ++at;
        else
            return at + 1;
    }
    return -1;
}

qsizetype afterComment(const QString& sql, qsizetype at) {
    const qsizetype end = sql.indexOf(QLatin1String("*/"), at);
    return end < 0 ? -1 : end + 2;
}

qsizetype afterNumber(const QString& sql, qsizetype at) {
    while (at < sql.size() && (isWordPart(sql[at]) || sql[at] == QLatin1Char('.') ||
                               ((sql[at] == QLatin1Char('+') || sql[at] == QLatin1Char('-')) &&
                                sql[at - 1].toLower() == QLatin1Char('e'))))
        ++at;
    return at;
}

struct Reader {
    const QString& sql;
    std::vector<SqlToken> out;

    qsizetype add(SqlToken::Kind kind, qsizetype start, qsizetype end) {
        const bool isOpen = end < 0;
        const qsizetype stop = isOpen ? sql.size() : end;
        if (stop > start)
            out.push_back({kind, start, stop - start, isOpen});
        return stop;
    }
    bool has(qsizetype at, QLatin1String text) const { return QStringView(sql).mid(at).startsWith(text); }

    qsizetype one(qsizetype at) {
        const QChar c = sql[at];
        if (has(at, QLatin1String("--"))) {
            const qsizetype line = sql.indexOf(QLatin1Char('\n'), at);
            return add(SqlToken::Kind::Comment, at, line < 0 ? sql.size() : line);
        }
        if (has(at, QLatin1String("/*")))
            return add(SqlToken::Kind::Comment, at, afterComment(sql, at + 2));
        if (c == QLatin1Char('\''))
            return add(SqlToken::Kind::String, at, afterQuote(sql, at + 1, c));
        if (c == QLatin1Char('"') || c == QLatin1Char('`'))
            return add(SqlToken::Kind::Name, at, afterQuote(sql, at + 1, c));
        if ((c == QLatin1Char('$') || c == QLatin1Char(':') || c == QLatin1Char('@')))
            return add(SqlToken::Kind::Placeholder, at, std::max(at + 1, afterWord(sql, at + 1)));
        if (c.isDigit())
            return add(SqlToken::Kind::Number, at, afterNumber(sql, at + 1));
        if (isWordPart(c))
            return word(at);
        return add(SqlToken::Kind::Sign, at, at + 1);
    }
    qsizetype word(qsizetype at) {
        static const QSet<QString> keywords(sqlKeywords().begin(), sqlKeywords().end());
        const qsizetype end = afterWord(sql, at);
        const bool isKeyword = keywords.contains(sql.mid(at, end - at).toUpper());
        const bool isCalled = end < sql.size() && sql[end] == QLatin1Char('(');
        return add(isKeyword  ? SqlToken::Kind::Keyword
                   : isCalled ? SqlToken::Kind::Function
                              : SqlToken::Kind::Word,
                   at, end);
    }
};

} // namespace

const QStringList& sqlKeywords() {
    static const QStringList words =
        QStringLiteral(
            "SELECT FROM WHERE GROUP BY ORDER LIMIT HAVING JOIN LEFT INNER CROSS OUTER ON USING AS AND OR NOT "
            "IN IS NULL BETWEEN LIKE GLOB REGEXP MATCH CASE WHEN THEN ELSE END DISTINCT UNION ALL EXCEPT "
            "INTERSECT WITH RECURSIVE VALUES ASC DESC OFFSET EXISTS CAST COLLATE FILTER "
            "OVER PARTITION ROWS PRECEDING FOLLOWING UNBOUNDED ESCAPE EXPLAIN "
            "QUERY PLAN TRUE FALSE ISNULL NOTNULL")
            .split(QLatin1Char(' '));
    return words;
}

const QStringList& sqlFunctions() {
    static const QStringList words =
        QStringLiteral("count sum avg min max total group_concat abs round ns rfc3339 substr length lower upper trim "
                       "replace instr printf coalesce ifnull nullif iif lag lead row_number rank first_value "
                       "last_value json_extract typeof")
            .split(QLatin1Char(' '));
    return words;
}

std::vector<SqlToken> sqlTokens(const QString& sql, SqlInside inside) {
    Reader reader{sql, {}};
    qsizetype at = 0;
    if (inside == SqlInside::String)
        at = reader.add(SqlToken::Kind::String, 0, afterQuote(sql, 0, QLatin1Char('\'')));
    else if (inside == SqlInside::Name)
        at = reader.add(SqlToken::Kind::Name, 0, afterQuote(sql, 0, QLatin1Char('"')));
    else if (inside == SqlInside::Comment)
        at = reader.add(SqlToken::Kind::Comment, 0, afterComment(sql, 0));
    while (at < sql.size())
        at = sql[at].isSpace() ? at + 1 : reader.one(at);
    return std::move(reader.out);
}

SqlInside insideAfter(const std::vector<SqlToken>& tokens) {
    if (tokens.empty() || !tokens.back().isOpen)
        return SqlInside::Nothing;
    switch (tokens.back().kind) {
    case SqlToken::Kind::String:
        return SqlInside::String;
    case SqlToken::Kind::Name:
        return SqlInside::Name;
    default:
        return SqlInside::Comment;
    }
}

} // namespace foreshock
