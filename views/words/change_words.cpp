// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/words/change_words.h"

#include "model/base/text.h"

#include <QFontMetricsF>
#include <QTextLayout>

namespace foreshock {

static QString titleOf(const std::string& title, const std::string& kind, const std::string& id) {
    const QString text = QString::fromStdString(screenText(title)).simplified();
    if (!text.isEmpty())
        return text;
    return kind.empty() ? QString::fromStdString(id) : kindWords(kind);
}

QString kindWords(const std::string& kind) {
    QString words = QString::fromStdString(kind);
    words.replace(QLatin1Char('_'), QLatin1Char(' ')).replace(QLatin1Char('-'), QLatin1Char(' '));
    words = words.simplified();
    return words.isEmpty() ? QStringLiteral("change") : words;
}

QString capitalised(const QString& sentence) {
    for (const QChar c : sentence) {
        if (c.isSpace() || c == QLatin1Char(',') || c == QLatin1Char(':') || c == QLatin1Char(';'))
            break;
        if (!c.isLower() && c != QLatin1Char('-'))
            return sentence;
    }
    return sentence.left(1).toUpper() + sentence.mid(1);
}

ChangeHeading headingOf(const std::string& title, const std::string& kind, const std::string& id) {
    const QString text = titleOf(title, kind, id);
    if (text.size() <= kLongTitle)
        return {capitalised(text), {}};
    return {capitalised(kindWords(kind)), capitalised(text)};
}

QString fittedName(const std::string& title, const std::string& kind, const std::string& id, const QFont& font,
                   double width) {
    const QFontMetricsF metrics(font);
    const QString text = titleOf(title, kind, id);
    if (metrics.horizontalAdvance(text) <= width)
        return text;
    const QString words = kind.empty() ? text : kindWords(kind);
    if (words == text || metrics.horizontalAdvance(words) > width)
        return metrics.elidedText(words, Qt::ElideRight, width);
    // A few letters of the title say less than the kind alone.
    const QString both = metrics.elidedText(words + QStringLiteral(", ") + text, Qt::ElideRight, width);
    return both.size() >= words.size() + 8 ? both : words;
}

QStringList wrapped(const QString& text, const QFont& font, double width, int mostLines) {
    QTextLayout layout(text, font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    QStringList lines;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        if (static_cast<int>(lines.size()) + 1 == mostLines) {
            lines << QFontMetricsF(font).elidedText(text.mid(line.textStart()), Qt::ElideRight, width);
            break;
        }
        lines << text.mid(line.textStart(), line.textLength()).trimmed();
    }
    layout.endLayout();
    return lines;
}

} // namespace foreshock
