// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/suspects/clipped_text.h"

#include "views/words/change_words.h"

#include <QPainter>

namespace foreshock {

ClippedText::ClippedText(const QString& text, const QFont& font, const QColor& ink, int mostLines, QWidget* parent)
    : QWidget(parent)
    , m_text(text)
    , m_font(font)
    , m_ink(ink)
    , m_mostLines(mostLines) {
    setAccessibleName(text);
    setToolTip(text);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum); // fixed would hold it to its hint's width
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

int ClippedText::heightForWidth(int width) const {
    const auto lines = std::max<qsizetype>(1, wrapped(m_text, m_font, width, m_mostLines).size());
    return static_cast<int>(lines) * QFontMetrics(m_font).height() + 1;
}

QSize ClippedText::sizeHint() const {
    const int line = QFontMetrics(m_font).height();
    return {line * 16, heightForWidth(line * 16)};
}

QSize ClippedText::minimumSizeHint() const {
    const int line = QFontMetrics(m_font).height();
    return {line * 4, line};
}

void ClippedText::paintEvent(QPaintEvent*) {
    QPainter p(this);
    p.setLayoutDirection(Qt::LeftToRight);
    p.setFont(m_font);
    p.setPen(m_ink);
    const int line = QFontMetrics(m_font).height();
    int y = 0;
    for (const QString& words : wrapped(m_text, m_font, width(), m_mostLines)) {
        p.drawText(QRect(0, y, width(), line), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, words);
        y += line;
    }
}

} // namespace foreshock
