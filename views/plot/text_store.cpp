// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plot/text_store.h"

#include <QFontMetricsF>
#include <QPainter>
#include <cmath>

namespace foreshock {

static constexpr int kAllRoom = 100'000;

const TextStore::Words& TextStore::words(const QFont& font, const QString& text, Qt::TextElideMode elide, int room) {
    const Key key{text, font.pixelSize(), font.weight(), elide, room, font.fixedPitch()};
    if (const Words* found = m_texts.object(key))
        return *found;
    const QFontMetricsF metrics(font);
    auto* made = new Words; // the cache owns it
    const QString shown = room == kAllRoom ? text : metrics.elidedText(text, elide, room);
    made->text.setTextFormat(Qt::PlainText);
    made->text.setText(shown);
    made->text.setPerformanceHint(QStaticText::AggressiveCaching);
    made->text.prepare({}, font);
    made->size = {metrics.horizontalAdvance(shown), metrics.height()};
    m_texts.insert(key, made);
    return *made;
}

void TextStore::paint(QPainter& p, const QRectF& box, Qt::Alignment alignment, const QFont& font, const QString& text,
                      Qt::TextElideMode elide) {
    if (text.isEmpty() || box.width() < 1)
        return;
    const Words* found = &words(font, text, elide, kAllRoom);
    if (found->size.width() > box.width())
        found = &words(font, text, elide, static_cast<int>(box.width()));
    QPointF at = box.topLeft();
    if (alignment & Qt::AlignRight)
        at.rx() += box.width() - found->size.width();
    else if (alignment & Qt::AlignHCenter)
        at.rx() += (box.width() - found->size.width()) / 2;
    at.ry() += (box.height() - found->size.height()) / 2;
    p.setFont(font);
    p.drawStaticText(QPointF(std::round(at.x()), std::round(at.y())), found->text);
}

double TextStore::width(const QFont& font, const QString& text) {
    return words(font, text, Qt::ElideRight, kAllRoom).size.width();
}

} // namespace foreshock
