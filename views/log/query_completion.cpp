// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/log/query_completion.h"

#include <QObject>
#include <QRegularExpression>
#include <algorithm>
#include <array>

namespace foreshock {
namespace {

constexpr std::size_t kMost = 50; ///< a longer list is not read

struct Field {
    const char* text;
    const char* note;
};
constexpr std::array<Field, 10> kFields = {{{"level>=", "this level or worse"},
                                            {"level:", "one level"},
                                            {"service:", "one service"},
                                            {"host:", "one host, * and ? fit any"},
                                            {"source:", "one file or feed"},
                                            {"template:", "records of one template"},
                                            {"since:", "from a time on: 05:15, -30m"},
                                            {"until:", "up to a time"},
                                            {"not ", "records without what follows"},
                                            {"or ", "either"}}};
constexpr std::array<const char*, 6> kLevels = {"error", "warning", "fatal", "info", "debug", "trace"};

/// Where the word under the cursor begins; −1 inside quotes and expressions.
qsizetype wordStart(const QString& query, qsizetype cursor) {
    qsizetype start = 0;
    QChar open;
    for (qsizetype i = 0; i < cursor; ++i) {
        const QChar c = query[i];
        if (!open.isNull()) {
            if (c == QLatin1Char('\\'))
                ++i;
            else if (c == open)
                open = {};
            continue;
        }
        if (c == QLatin1Char('"') || (c == QLatin1Char('/') && i == start))
            open = c;
        else if (c.isSpace() || c == QLatin1Char('(') || c == QLatin1Char(')') || (c == QLatin1Char('-') && i == start))
            start = i + 1;
    }
    return open.isNull() ? start : -1;
}

QString quoted(const QString& value) {
    const bool isPlain = std::none_of(value.begin(), value.end(), [](QChar c) {
        return c.isSpace() || c == QLatin1Char('"') || c == QLatin1Char('(') || c == QLatin1Char(')');
    });
    QString inner = value;
    return isPlain ? value
                   : QLatin1Char('"') +
                         inner.replace(QLatin1Char('\\'), QLatin1String("\\\\"))
                             .replace(QLatin1Char('"'), QLatin1String("\\\"")) +
                         QLatin1Char('"');
}

/// Names that begin with what is typed, then those that contain it.
QStringList fitting(const QStringList& names, const QString& typed) {
    QStringList first, second;
    for (const QString& name : names) {
        if (name.startsWith(typed, Qt::CaseInsensitive))
            first << name;
        else if (name.contains(typed, Qt::CaseInsensitive))
            second << name;
    }
    return first + second;
}

void offerValues(QueryCompletion& out, const QString& field, const QString& typed, const QueryWords& words) {
    const auto offer = [&](const QStringList& values, const QString& note = {}) {
        for (const QString& value : values)
            if (out.choices.size() < kMost)
                out.choices.push_back({field + quoted(value), note});
    };
    if (field.startsWith(QLatin1String("level"))) {
        QStringList levels;
        for (const char* level : kLevels)
            levels << QLatin1String(level);
        offer(levels.filter(QRegularExpression(QLatin1Char('^') + QRegularExpression::escape(typed),
                                               QRegularExpression::CaseInsensitiveOption)));
    } else if (field == QLatin1String("service:")) {
        offer(fitting(words.services, typed));
    } else if (field == QLatin1String("host:")) {
        offer(fitting(words.hosts, typed));
    } else if (field == QLatin1String("source:")) {
        offer(fitting(words.sources, typed));
    } else if (field == QLatin1String("since:") || field == QLatin1String("until:")) {
        offer(fitting({QStringLiteral("-15m"), QStringLiteral("-30m"), QStringLiteral("-1h"), QStringLiteral("-6h")},
                      typed),
              QObject::tr("before the end of the data"));
    } else if (field == QLatin1String("template:")) {
        for (const auto& [id, pattern] : words.templates) {
            const QString number = QString::number(id);
            if (out.choices.size() < kMost &&
                (number.startsWith(typed) || pattern.contains(typed, Qt::CaseInsensitive)))
                out.choices.push_back({field + number, pattern});
        }
    }
}

} // namespace

QueryCompletion QueryCompletion::of(const QString& query, qsizetype cursor, const QueryWords& words) {
    QueryCompletion out;
    cursor = std::clamp<qsizetype>(cursor, 0, query.size());
    const qsizetype start = wordStart(query, cursor);
    if (start < 0)
        return out;
    const QString word = query.mid(start, cursor - start);
    out.start = start;
    out.length = word.size();
    static const QRegularExpression kField(
        QStringLiteral("^(level(?:>=|<=|:|=|>|<)|(?:service|host|source|template|since|until):)(.*)$"),
        QRegularExpression::CaseInsensitiveOption);
    if (const auto match = kField.match(word); match.hasMatch()) {
        offerValues(out, match.captured(1).toLower(), match.captured(2), words);
        // What is already written as a whole needs no list.
        if (out.choices.size() == 1 && out.choices[0].text == word)
            out.choices.clear();
        return out;
    }
    for (const Field& field : kFields)
        if (QLatin1String(field.text).startsWith(word, Qt::CaseInsensitive))
            out.choices.push_back({QLatin1String(field.text), QObject::tr(field.note)});
    // A service may be asked for by its name alone.
    if (word.size() >= 2)
        for (const QString& service : fitting(words.services, word))
            if (out.choices.size() < kMost)
                out.choices.push_back({QStringLiteral("service:") + quoted(service), QObject::tr("service")});
    return out;
}

std::pair<QString, qsizetype> QueryCompletion::chosen(const QString& query, std::size_t choice) const {
    QString out = query;
    const QString& text = choices[choice].text;
    // A field waits for its value; a whole term is followed by a space.
    const bool isOpen =
        text.endsWith(QLatin1Char(':')) || text.endsWith(QLatin1Char('=')) || text.endsWith(QLatin1Char(' '));
    const bool hasSpace = start + length < query.size() && query[start + length].isSpace();
    const QString whole = isOpen || hasSpace ? text : text + QLatin1Char(' ');
    out.replace(start, length, whole);
    return {out, start + whole.size() + (hasSpace && !isOpen ? 1 : 0)};
}

} // namespace foreshock
