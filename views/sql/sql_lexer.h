// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

namespace foreshock {

/// A piece of a question in SQLite's SQL.
struct SqlToken {
    enum class Kind { Word, Keyword, Function, Number, String, Name, Placeholder, Comment, Sign };
    Kind kind = Kind::Sign;
    qsizetype start = 0, length = 0;
    bool isOpen = false; ///< a string, name or comment that goes on after the end of the text

    QString text(const QString& sql) const { return sql.mid(start, length); }
    qsizetype end() const { return start + length; }
};

/// What a text that begins in the middle of something goes on with.
enum class SqlInside { Nothing, String, Name, Comment };

/// In order; blanks are left out. Function: a word before a parenthesis that is no keyword.
std::vector<SqlToken> sqlTokens(const QString& sql, SqlInside inside = SqlInside::Nothing);
/// What is still open at the end.
SqlInside insideAfter(const std::vector<SqlToken>& tokens);
const QStringList& sqlKeywords();
/// Those of SQLite and our own that people ask with.
const QStringList& sqlFunctions();

} // namespace foreshock
