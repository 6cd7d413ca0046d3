// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/log/log_highlight.h"

namespace foreshock {

LogHighlight LogHighlight::of(const QString& filter) {
    static const QRegularExpression term(QStringLiteral(R"re((-?)(?:"([^"]*)"|/((?:[^/\\]|\\.)*)/|([^\s"()]+)))re"));
    static const QRegularExpression field(QStringLiteral("^[A-Za-z_.]+(:|=|<|>|!=)"));
    QStringList alternatives;
    for (auto it = term.globalMatch(filter); it.hasNext();) {
        const QRegularExpressionMatch m = it.next();
        if (!m.captured(1).isEmpty())
            continue;
        const QString bare = m.captured(4), lower = bare.toLower();
        if (!m.captured(2).isEmpty())
            alternatives << QRegularExpression::escape(m.captured(2));
        else if (!m.captured(3).isEmpty() && QRegularExpression(m.captured(3)).isValid())
            alternatives << m.captured(3);
        else if (!bare.isEmpty() && lower != QLatin1String("or") && lower != QLatin1String("and") &&
                 lower != QLatin1String("not") && !field.match(bare).hasMatch())
            alternatives << QRegularExpression::escape(bare);
    }
    LogHighlight out;
    if (!alternatives.isEmpty())
        out.m_pattern =
            QRegularExpression(alternatives.join(QLatin1Char('|')), QRegularExpression::CaseInsensitiveOption);
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
