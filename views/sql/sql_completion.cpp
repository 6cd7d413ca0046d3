// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sql/sql_completion.h"

#include "views/sql/sql_lexer.h"

#include <QSet>
#include <QStringList>
#include <algorithm>

namespace foreshock {
namespace {

using Kind = SqlToken::Kind;

struct Question {
    const QString& sql;
    std::vector<SqlToken> tokens;
    const std::vector<SqlSource>& sources;

    QString text(std::size_t i) const { return tokens[i].text(sql); }
    bool isWord(std::size_t i, const char* word) const {
        return i < tokens.size() && text(i).compare(QLatin1String(word), Qt::CaseInsensitive) == 0;
    }
    const SqlSource* source(const QString& name) const {
        for (const SqlSource& s : sources)
            if (name.compare(QString::fromStdString(s.name), Qt::CaseInsensitive) == 0)
                return &s;
        return nullptr;
    }
    bool isPlain(std::size_t i) const {
        return i < tokens.size() && (tokens[i].kind == Kind::Word || tokens[i].kind == Kind::Function);
    }
    /// The table that a name or alias means: "logs", "logs l", "logs AS l", "logs('…') l".
    const SqlSource* meantBy(const QString& name) const {
        if (const SqlSource* own = source(name))
            return own;
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            const SqlSource* table = isPlain(i) ? source(text(i)) : nullptr;
            if (!table)
                continue;
            std::size_t next = i + 1;
            if (next < tokens.size() && text(next) == QLatin1String("("))
                while (next < tokens.size() && text(next++) != QLatin1String(")"))
                    continue;
            if (isWord(next, "AS"))
                ++next;
            if (isPlain(next) && text(next).compare(name, Qt::CaseInsensitive) == 0)
                return table;
        }
        return nullptr;
    }
    std::vector<const SqlSource*> named() const {
        std::vector<const SqlSource*> out;
        for (std::size_t i = 0; i < tokens.size(); ++i)
            if (const SqlSource* s = isPlain(i) ? source(text(i)) : nullptr)
                if (std::find(out.begin(), out.end(), s) == out.end())
                    out.push_back(s);
        return out;
    }
};

QString written(const std::string& column) {
    const QString name = QString::fromStdString(column);
    static const QSet<QString> reserved{QStringLiteral("end"), QStringLiteral("group"), QStringLiteral("from"),
                                        QStringLiteral("to")};
    return reserved.contains(name) ? QLatin1Char('"') + name + QLatin1Char('"') : name;
}

void addColumns(SqlCompletion& out, const SqlSource& table) {
    for (const std::string& column : table.columns)
        out.choices.push_back(
            {written(column), QStringLiteral("column of %1").arg(QString::fromStdString(table.name))});
}

void addTables(SqlCompletion& out, const std::vector<SqlSource>& sources) {
    for (const SqlSource& table : sources)
        out.choices.push_back({QString::fromStdString(table.name), QStringLiteral("table")});
}

/// Those that go on with what was typed; the rest in their order, each once.
void keepFitting(SqlCompletion& out, const QString& typed) {
    QSet<QString> seen;
    std::erase_if(out.choices, [&](const SqlCompletion::Choice& choice) {
        const QString bare = QString(choice.text).remove(QLatin1Char('"'));
        const bool fits = bare.startsWith(typed, Qt::CaseInsensitive);
        const bool isSame = bare.compare(typed, Qt::CaseInsensitive) == 0 && !typed.isEmpty();
        const bool isNew = !seen.contains(choice.text.toLower());
        if (fits && !isSame && isNew)
            seen.insert(choice.text.toLower());
        return !fits || isSame || !isNew;
    });
}

} // namespace

SqlCompletion SqlCompletion::of(const QString& sql, qsizetype cursor, const std::vector<SqlSource>& sources,
                                const QStringList& placeholders) {
    SqlCompletion out;
    out.start = cursor;
    const Question question{sql, sqlTokens(sql), sources};
    const auto& tokens = question.tokens;
    // The token that ends at the cursor, and the ones before it.
    std::size_t at = 0;
    while (at < tokens.size() && tokens[at].end() < cursor)
        ++at;
    const bool touches = at < tokens.size() && tokens[at].start < cursor;
    QString typed;
    if (touches) {
        const SqlToken& token = tokens[at];
        const bool isClosed = token.kind == Kind::String && !token.isOpen && token.end() == cursor;
        if (token.kind == Kind::String || token.kind == Kind::Comment || token.kind == Kind::Number ||
            token.kind == Kind::Name)
            return isClosed ? out : SqlCompletion{cursor, 0, {}};
        if (token.kind != Kind::Sign) {
            out.start = token.start;
            out.length = token.length;
            typed = sql.mid(token.start, cursor - token.start);
        } else {
            ++at; // "." or "(" stands before what comes
        }
    }
    if (typed.startsWith(QLatin1Char('$'))) {
        for (const QString& name : placeholders)
            out.choices.push_back({QLatin1Char('$') + name, QStringLiteral("of what the window shows")});
        keepFitting(out, typed);
        return out;
    }
    const bool isAfterDot = at > 0 && question.text(at - 1) == QLatin1String(".") && tokens[at - 1].end() == out.start;
    if (isAfterDot) {
        if (at > 1)
            if (const SqlSource* table = question.meantBy(question.text(at - 2)))
                addColumns(out, *table);
    } else if (at > 0 && (question.isWord(at - 1, "FROM") || question.isWord(at - 1, "JOIN"))) {
        addTables(out, sources);
    } else {
        for (const SqlSource* table : question.named())
            addColumns(out, *table);
        for (const QString& name : sqlFunctions())
            out.choices.push_back({name, QStringLiteral("function")});
        for (const QString& word : sqlKeywords())
            out.choices.push_back({word, QString()});
        addTables(out, sources);
        if (question.named().empty() && !typed.isEmpty()) // SELECT is written before FROM
            for (const SqlSource& table : sources)
                addColumns(out, table);
    }
    keepFitting(out, typed);
    return out;
}

} // namespace foreshock
