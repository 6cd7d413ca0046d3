// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/log/log_highlight.h"

#include "model/query/log_query.h"

namespace foreshock {

/// What a record must hold; what a "not" excludes is in no shown row.
static void gather(const LogQuery::Node& node, QStringList& patterns) {
    const QString text = QString::fromStdString(node.text);
    switch (node.kind) {
    case LogQuery::Kind::Word:
        patterns << QStringLiteral("(?i:%1)").arg(QRegularExpression::escape(text));
        break;
    case LogQuery::Kind::Literal:
        patterns << QRegularExpression::escape(text);
        break;
    case LogQuery::Kind::Regex:
        if (QRegularExpression(text).isValid())
            patterns << QStringLiteral("(?:%1)").arg(text);
        break;
    case LogQuery::Kind::And:
    case LogQuery::Kind::Or:
        for (const LogQuery::Node& part : node.parts)
            gather(part, patterns);
        break;
    default:
        break;
    }
}

LogHighlight LogHighlight::of(const QString& filter) {
    LogHighlight out;
    QStringList patterns;
    if (const auto query = parseLogQuery(filter.toStdString()))
        gather(query->root, patterns);
    if (!patterns.isEmpty())
        out.m_pattern = QRegularExpression(patterns.join(QLatin1Char('|')));
    return out;
}

std::vector<std::pair<qsizetype, qsizetype>> LogHighlight::hits(const QString& text) const {
    std::vector<std::pair<qsizetype, qsizetype>> out;
    if (isEmpty() || !m_pattern.isValid())
        return out;
    for (auto it = m_pattern.globalMatch(text); it.hasNext() && out.size() < 200;) {
        const QRegularExpressionMatch m = it.next();
        if (m.capturedLength() > 0)
            out.emplace_back(m.capturedStart(), m.capturedLength());
    }
    return out;
}

} // namespace foreshock
